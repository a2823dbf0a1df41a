package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What sets a kind of encoder apart beside its stages.
 *
 * @param input what it takes
 * @param first the tensor that sees the input first, behind the encoder's name
 * @param head the linear layer after the last stage, as its publisher names it behind the encoder's
 *     name; "" where it has a name of our own
 */
record EncoderTraits(Input input, FirstTensor first, String head) {

  /**
   * What an encoder takes.
   *
   * @param directions how many dimensions of space and time a sample has behind its channels
   * @param frames how many a clip has at least
   * @param expected the same in words
   */
  record Input(int directions, int frames, String expected) {}

  /**
   * A tensor that is as long as the input has channels.
   *
   * @param name behind the encoder's name
   * @param channelsAt in which dimension
   */
  record FirstTensor(String name, int channelsAt) {}

  private static final Input VECTORS = new Input(0, 0, "vectors of [features]");
  private static final Input IMAGES = new Input(2, 0, "images of [channels, height, width]");
  private static final Input CLIPS = new Input(3, 1, "clips of [channels, frames, height, width]");
  private static final Input LONG_CLIPS =
      new Input(
          3, I3d.LEAST_FRAMES, CLIPS.expected() + ", at least " + I3d.LEAST_FRAMES + " frames");

  static EncoderTraits of(ModelSpec.Encoder kind) {
    return switch (kind) {
      case MLP -> new EncoderTraits(VECTORS, new FirstTensor("norm.weight", 0), "");
      case SMALL_CNN -> new EncoderTraits(IMAGES, new FirstTensor("norm.weight", 0), "");
      case RESNET18 -> new EncoderTraits(IMAGES, new FirstTensor("conv1.weight", 1), "fc");
      case R3D18 -> new EncoderTraits(CLIPS, new FirstTensor("stem.0.weight", 1), "fc");
      case I3D ->
          new EncoderTraits(
              LONG_CLIPS, new FirstTensor("Conv3d_1a_7x7.conv3d.weight", 1), "logits.conv3d");
    };
  }

  /** The name of the head of a modality's branch. */
  String headName(Modality modality) {
    return head.isEmpty() ? "heads." + modality : "encoders." + modality + "." + head;
  }

  /** Whether a tensor belongs to the head of an encoder as published, behind the encoder's name. */
  static boolean isOfPublishedHead(String name) {
    return published().anyMatch(traits -> name.startsWith(traits.head() + "."));
  }

  /** Whether it holds the kernels of an encoder's first convolution. */
  static boolean isFirstConvolution(String name) {
    return published().anyMatch(traits -> name.equals(traits.first().name()));
  }

  private static Stream<EncoderTraits> published() {
    return Arrays.stream(ModelSpec.Encoder.values())
        .filter(ModelSpec.Encoder::isPublished)
        .map(EncoderTraits::of);
  }

  /** The head, its weights drawn as the encoder's publisher draws them. */
  static Linear declareHead(
      ParameterPlan plan, ModelSpec.Encoder kind, Modality modality, long features, int classes) {
    String name = of(kind).headName(modality);
    Role role = new Role.Main(modality);
    return switch (kind) {
      case MLP, SMALL_CNN, RESNET18 -> Linear.declare(plan, name, role, features, classes);
      case R3D18 -> Linear.declareNormal(plan, name, role, features, classes);
      case I3D -> Linear.declarePointwise(plan, name, role, features, classes);
    };
  }

  /** Throws where samples of a shape do not fit. */
  void require(ModelSpec.Encoder kind, Modality modality, SampleShape shape) {
    List<Integer> dims = shape.dims();
    boolean right = dims.size() == 1 + input.directions();
    if (!right || (input.frames() > 0 && dims.get(1) < input.frames())) {
      throw new BadInputException(
          "model.encoder",
          kind.key() + " on modality " + modality + " of shape " + dims,
          input.expected());
    }
  }

  /** A shape that fits, with the channels that the encoder's first tensor tells. */
  SampleShape example(int channels) {
    Integer[] dims = new Integer[1 + input.directions()];
    Arrays.fill(dims, 32);
    dims[0] = channels;
    return SampleShape.of(dims);
  }
}
