package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;

/** Narrow pairs of networks for short clips of colour and depth. */
public final class SmallVideos {
  public static final Modality RGB = new Modality("rgb");
  public static final Modality DEPTH = new Modality("depth");

  private SmallVideos() {}

  public static ModelSpec spec(ModelSpec.Encoder encoder) {
    return (encoder == ModelSpec.Encoder.I3D ? ModelSpec.i3d() : ModelSpec.r3d18()).withWidth(4);
  }

  public static MultimodalNetwork network(ModelSpec spec, long seed) {
    return MultimodalNetwork.create(spec, clips(10, 24, 20), 4, new Seed(seed));
  }

  /**
   * Moves running statistics and norms to where features of drawn weights neither die out nor grow
   * on their way in evaluation, as statistics of training do after many steps.
   */
  public static void settle(MultimodalNetwork network) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (Parameter p : network.buffers().parameters()) {
        float[] drawn = new Initialization.FanIn(1).draw(p.count(), new Seed(2).fold(p.name()));
        Tensor shift = Tensor.of(drawn, drawn.length);
        if (p.name().endsWith(".running_var")) {
          p.value().multiply_(0.2);
        } else if (p.shape().size() == 1) {
          p.value().add_(shift, 0.1);
        }
      }
    }
  }

  public static PerModality<SampleShape> clips(int frames, int height, int width) {
    return new PerModality<>(
        List.of(RGB, DEPTH),
        List.of(
            SampleShape.of(3, frames, height, width), SampleShape.of(1, frames, height, width)));
  }
}
