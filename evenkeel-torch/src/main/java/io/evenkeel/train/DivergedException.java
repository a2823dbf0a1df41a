package io.evenkeel.train;

import io.evenkeel.run.Position;

/** Training has diverged: the loss of a step is not a finite number. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(Position at, double loss) {
    super(
        "training diverged: loss "
            + loss
            + " in epoch "
            + at.epoch()
            + ", step "
            + at.step()
            + "; try a smaller optimizer.learning_rate");
  }
}
