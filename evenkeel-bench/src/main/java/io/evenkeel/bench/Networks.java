package io.evenkeel.bench;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import java.util.List;
import java.util.Locale;

/** The pairs of networks whose steps are compared with PyTorch: the paper's, and a smaller one. */
public enum Networks {
  /** Two views of ModelNet40, an MMTM after layer2, layer3 and layer4. */
  RESNET18("two ResNet-18", 40),
  /** RGB and depth of NVGesture, an MMTM after layer2, layer3 and layer4. */
  R3D18("two R3D-18", 25),
  /** RGB and depth of NVGesture, an MMTM after the last three Inception modules. */
  I3D("two I3D", 25);

  private static final PerModality<Integer> VIEWS =
      new PerModality<>(List.of(new Modality("front"), new Modality("rear")), List.of(3, 3));
  private static final PerModality<Integer> STREAMS =
      new PerModality<>(List.of(new Modality("rgb"), new Modality("depth")), List.of(3, 1));

  private final String title;
  private final int classes;

  Networks(String title, int classes) {
    this.title = title;
    this.classes = classes;
  }

  /** The size of a step that is taken where nothing else is said. */
  StepSize standardSize() {
    return switch (this) {
      case RESNET18 -> new StepSize(8, 1, 112);
      case R3D18 -> new StepSize(4, 16, 112);
      case I3D -> new StepSize(2, 32, 112);
    };
  }

  /**
   * How much goes through the networks in a step.
   *
   * @param batch samples
   * @param frames of a clip; without meaning for images
   * @param edge of an image or a frame in pixels
   */
  public record StepSize(int batch, int frames, int edge) {}

  /** What the samples of each modality are like at a size. */
  public PerModality<SampleShape> shapes(StepSize size) {
    return takesClips()
        ? STREAMS.map(channels -> SampleShape.of(channels, size.frames(), size.edge(), size.edge()))
        : VIEWS.map(channels -> SampleShape.of(channels, size.edge(), size.edge()));
  }

  boolean takesClips() {
    return this != RESNET18;
  }

  /** "two R3D-18, 4 × 16 frames, 112 px". */
  String describe(StepSize size) {
    String samples =
        takesClips() ? size.batch() + " x " + size.frames() + " frames, " : size.batch() + " x ";
    return title + ", " + samples + size.edge() + " px";
  }

  /** The recipe of the networks. */
  public ModelSpec spec() {
    return switch (this) {
      case RESNET18 -> ModelSpec.resnet18();
      case R3D18 -> ModelSpec.r3d18();
      case I3D -> ModelSpec.i3d();
    };
  }

  /** How many classes the data set has that they are for. */
  public int classes() {
    return classes;
  }

  /** What the scripts call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
