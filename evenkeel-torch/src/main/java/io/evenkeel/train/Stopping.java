package io.evenkeel.train;

import io.evenkeel.recipe.StoppingSpec;
import java.util.Optional;

/**
 * Whether training ends before its last epoch; an immutable value.
 *
 * @param spec the rules
 * @param perfect how many epochs in a row had 100 % training accuracy
 * @param without how many epochs in a row had no better validation accuracy
 */
public record Stopping(StoppingSpec spec, int perfect, int without) {

  /** Before the first epoch. */
  public static Stopping start(StoppingSpec spec) {
    return new Stopping(spec, 0, 0);
  }

  /** After an epoch with this training accuracy in 0..1. */
  public Stopping afterEpoch(double trainAccuracy, boolean best) {
    return new Stopping(spec, trainAccuracy == 1 ? perfect + 1 : 0, best ? 0 : without + 1);
  }

  /** Why to stop now, as a clause; empty to go on. */
  public Optional<String> reason() {
    if (spec.perfectEpochs() > 0 && perfect >= spec.perfectEpochs()) {
      return Optional.of(perfect + " epochs in a row at 100 % training accuracy");
    }
    if (spec.patience() > 0 && without >= spec.patience()) {
      return Optional.of(without + " epochs in a row without a better validation accuracy");
    }
    return Optional.empty();
  }
}
