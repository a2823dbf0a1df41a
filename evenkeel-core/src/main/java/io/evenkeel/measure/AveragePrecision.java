package io.evenkeel.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Average precision of each label: AP = Σ_k (R_k − R_{k−1}) P_k over the distinct outputs in
 * falling order, where P_k and R_k are precision and recall of calling all samples with at least
 * the k-th output positive, without interpolation, as scikit-learn defines it. Samples with the
 * same output are called together, so that their order does not matter; outputs that only rounding
 * tells apart are the same. Undefined for a label that no sample has.
 */
final class AveragePrecision implements OutputScore {
  /**
   * Outputs nearer than this share of their size, or of the usual one, are the same. A network
   * rounds to 2^-24 in every operation, and the same sample in each place of a batch differently.
   */
  private static final double ROUNDING = 0x1p-17;

  private final int labels;
  private final double[] applies;
  private final double[] outputs;
  private final int[][] falling;
  private final boolean[][] endsTie;

  /**
   * Sorts samples by each output.
   *
   * @param labels how many there are
   * @param applies 1 where a label applies, 0 elsewhere, samples × labels
   * @param outputs more is more likely, samples × labels
   */
  AveragePrecision(int labels, double[] applies, double[] outputs) {
    this.labels = labels;
    this.applies = applies;
    this.outputs = outputs;
    falling = new int[labels][];
    endsTie = new boolean[labels][];
    for (int label = 0; label < labels; label++) {
      int of = label;
      falling[label] =
          IntStream.range(0, applies.length / labels)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer s) -> output(s, of)).reversed())
              .mapToInt(Integer::intValue)
              .toArray();
      endsTie[label] =
          endsTie(IntStream.of(falling[label]).mapToDouble(sample -> output(sample, of)).toArray());
    }
  }

  private static boolean[] endsTie(double[] falling) {
    double[] sizes = Arrays.stream(falling).map(Math::abs).sorted().toArray();
    boolean[] ends = new boolean[falling.length];
    int first = 0;
    for (int k = 0; k < falling.length; k++) {
      ends[k] =
          k + 1 == falling.length
              || !isSame(falling[first], falling[k + 1], sizes[falling.length / 2]);
      first = ends[k] ? k + 1 : first;
    }
    return ends;
  }

  private static boolean isSame(double output, double lower, double usual) {
    double apart = output - lower;
    return output == lower
        || (Double.isFinite(apart) && apart <= ROUNDING * Math.max(Math.abs(output), usual));
  }

  private double output(int sample, int label) {
    return outputs[sample * labels + label];
  }

  @Override
  public double[] each(int[] counts) {
    double[] each = new double[labels];
    Arrays.setAll(each, label -> of(label, counts));
    return each;
  }

  private double of(int label, int[] counts) {
    int[] order = falling[label];
    double sum = 0;
    long positives = 0;
    long called = 0;
    long rightBefore = 0;
    for (int k = 0; k < order.length; k++) {
      int sample = order[k];
      called += counts[sample];
      positives += applies[sample * labels + label] == 1 ? counts[sample] : 0;
      if (endsTie[label][k] && positives > rightBefore) {
        sum += (positives - rightBefore) * ((double) positives / called);
        rightBefore = positives;
      }
    }
    return positives == 0 ? Double.NaN : Math.min(1, sum / positives);
  }
}
