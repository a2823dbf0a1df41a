package io.evenkeel.train;

import io.evenkeel.measure.SquaredNorms;
import io.evenkeel.measure.StepNorms;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.model.MultimodalNetwork;
import java.util.Map;

/** The squared norms that conditional learning speeds are made of. */
public final class GradientNorms {
  private static final SquaredNorms NONE = new SquaredNorms(0, 0);

  private GradientNorms() {}

  /**
   * The norms of θ_i and of θ'_i = Bypass(i) ∪ Shared, after a backward pass and before the update.
   */
  public static PerModality<StepNorms> of(MultimodalNetwork network) {
    Map<Role, SquaredNorms> norms = network.buffers().squaredNorms();
    SquaredNorms shared = norms.getOrDefault(new Role.Shared(), NONE);
    return PerModality.of(
        network.modalities(),
        modality ->
            new StepNorms(
                norms.getOrDefault(new Role.Main(modality), NONE),
                norms.getOrDefault(new Role.Bypass(modality), NONE).plus(shared)));
  }
}
