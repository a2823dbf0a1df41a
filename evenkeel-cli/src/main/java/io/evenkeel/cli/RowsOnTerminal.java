package io.evenkeel.cli;

import io.evenkeel.inputs.RowProgress;
import java.util.function.BooleanSupplier;

/** Shows on standard error how far passes over rows are. */
final class RowsOnTerminal implements RowProgress {
  private final BooleanSupplier interrupted;
  private CountProgress pass = CountProgress.onTerminal("rows", 1);

  RowsOnTerminal(BooleanSupplier interrupted) {
    this.interrupted = interrupted;
  }

  @Override
  public synchronized void begin(String what, int rows) {
    pass = CountProgress.onTerminal("rows, " + what, Math.max(1, rows));
  }

  @Override
  public synchronized void done(int rows) {
    for (int i = 0; i < rows; i++) {
      pass.count();
    }
  }

  @Override
  public boolean stopped() {
    return interrupted.getAsBoolean();
  }
}
