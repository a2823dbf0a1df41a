package io.evenkeel.measure;

/**
 * The coefficient of determination of each quantity: R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)², ȳ the mean
 * of the scored samples themselves. Undefined for a quantity that does not vary among them.
 *
 * @param quantities how many there are
 * @param values the truth, samples × quantities
 * @param outputs ŷ, likewise
 */
record Determination(int quantities, double[] values, double[] outputs) implements OutputScore {
  /** Of outputs that are no numbers, finite so that what follows from it can be written down. */
  private static final double WORST = -1e100;

  @Override
  public double[] each(int[] counts) {
    double[] each = new double[quantities];
    for (int quantity = 0; quantity < quantities; quantity++) {
      each[quantity] = of(quantity, counts);
    }
    return each;
  }

  private double of(int quantity, int[] counts) {
    long samples = 0;
    double sum = 0;
    for (int s = 0; s < counts.length; s++) {
      samples += counts[s];
      sum += counts[s] * values[s * quantities + quantity];
    }
    double mean = sum / samples;
    double residual = 0;
    double total = 0;
    boolean varies = false;
    double first = Double.NaN;
    for (int s = 0; s < counts.length; s++) {
      if (counts[s] > 0) {
        double value = values[s * quantities + quantity];
        double error = value - outputs[s * quantities + quantity];
        residual += counts[s] * error * error;
        total += counts[s] * (value - mean) * (value - mean);
        varies |= !Double.isNaN(first) && value != first;
        first = Double.isNaN(first) ? value : first;
      }
    }
    if (!varies) {
      return Double.NaN;
    }
    return Double.isFinite(residual) ? 1 - residual / total : WORST;
  }
}
