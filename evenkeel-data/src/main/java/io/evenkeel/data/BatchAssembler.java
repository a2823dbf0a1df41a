package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Puts samples of a data set together.
 *
 * @param data where samples come from
 */
public record BatchAssembler(Dataset data) {

  /** The batch of the samples at these places, in this order, in arrays of its own. */
  public Batch assemble(int[] samples) {
    return assembleUnless(() -> false, samples).orElseThrow();
  }

  /** The batch, or nothing once {@code stopped} says so, which is asked before each sample. */
  Optional<Batch> assembleUnless(BooleanSupplier stopped, int[] samples) {
    PerModality<float[]> inputs =
        data.shapes().map(shape -> new float[Math.multiplyExact(samples.length, shape.values())]);
    GatheredTargets targets = new GatheredTargets(data, samples.length);
    for (int i = 0; i < samples.length; i++) {
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      targets.read(samples[i], i);
      for (Modality modality : inputs.modalities()) {
        float[] target = inputs.get(modality);
        data.copy(modality, samples[i], target, i * (target.length / samples.length));
      }
    }
    return Optional.of(new Batch(samples.length, inputs, targets.targets()));
  }
}
