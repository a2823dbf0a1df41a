package io.evenkeel.recipe;

/**
 * When training ends before its last epoch; 0 switches a rule off.
 *
 * @param perfectEpochs after how many epochs in a row at 100 % training accuracy
 * @param patience after how many epochs in a row without a better validation accuracy
 */
public record StoppingSpec(int perfectEpochs, int patience) {
  /** Checks the ranges. */
  public StoppingSpec {
    Keys.atLeast("stopping.perfect_epochs", perfectEpochs, 0);
    Keys.atLeast("stopping.patience", patience, 0);
  }

  /** After five perfect epochs, as in the authors' ModelNet40 code. */
  public static StoppingSpec defaults() {
    return new StoppingSpec(5, 0);
  }
}
