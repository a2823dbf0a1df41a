package io.evenkeel.model;

import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Tensor;
import java.util.Optional;

/**
 * What a branch has made of a batch so far.
 *
 * @param values (batch, channels, space…)
 * @param mask of sequences with padding (batch, 1, steps): 1 at a step that is part of the sequence
 *     and 0 at padding, where the values are 0, too; empty where everything counts
 */
record Activation(Tensor values, Optional<Tensor> mask) {

  /** In which everything counts. */
  static Activation of(Tensor values) {
    return new Activation(values, Optional.empty());
  }

  /** Steps of a sequence in which padding is set to 0. */
  static Activation masked(Tensor values, Tensor mask) {
    return new Activation(values.times(mask), Optional.of(mask));
  }

  /** Other values; those of padding are set to 0, and without steps there is no mask any more. */
  Activation with(Tensor newValues) {
    return newValues.shape().length > 2
        ? mask.map(m -> masked(newValues, m)).orElseGet(() -> of(newValues))
        : of(newValues);
  }

  /**
   * The mean over space, (batch, channels), in which padding does not count: 0 where all is
   * padding; the values themselves where there is no space.
   */
  Tensor spatialMean() {
    return mask.map(m -> values.sum(2).dividedBy(m.sum(2).atLeast(1)))
        .orElseGet(() -> Features.spatialMean(values));
  }

  /** Kept alive by an owner. */
  Activation keptBy(Owner owner) {
    owner.keep(values);
    mask.ifPresent(owner::keep);
    return this;
  }
}
