package io.evenkeel.recipe;

/**
 * Modality dropout.
 *
 * @param probability with which each modality of a sample is left out, in 0..1
 */
public record ModalityDropoutSpec(double probability) {
  /** Checks the range. */
  public ModalityDropoutSpec {
    Keys.require(
        probability >= 0 && probability < 1,
        "strategy.modality_dropout.probability",
        Double.toString(probability),
        "a number ≥ 0 and < 1");
  }

  /** Every third modality. */
  public static ModalityDropoutSpec defaults() {
    return new ModalityDropoutSpec(0.3);
  }
}
