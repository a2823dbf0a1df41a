package io.evenkeel.model;

import io.evenkeel.modality.PerModality;
import java.util.List;

/**
 * What a method of training keeps in a network's memory, beside what the network is made of: it is
 * updated, copied and written to checkpoints with the rest, and left out of the network's file.
 */
@FunctionalInterface
public interface MethodTensors {
  /** Nothing. */
  static MethodTensors none() {
    return (features, outputs) -> List.of();
  }

  /**
   * The tensors, their names all different.
   *
   * @param features how many features the head of each branch sees
   * @param outputs how many numbers a branch gives for a sample
   */
  List<MethodTensor> of(PerModality<Long> features, int outputs);
}
