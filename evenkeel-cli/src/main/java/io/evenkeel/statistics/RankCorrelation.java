package io.evenkeel.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Spearman's rank correlation of two quantities.
 *
 * @param count how many pairs it is of
 * @param rho ρ, in −1..1
 * @param p the two-sided p-value by the t approximation, which is rough for few pairs
 */
public record RankCorrelation(int count, double rho, double p) {

  /** Of pairs; empty for fewer than three, or where one quantity never changes. */
  public static Optional<RankCorrelation> of(double[] x, double[] y) {
    if (x.length < 3 || isConstant(x) || isConstant(y)) {
      return Optional.empty();
    }
    double[][] pairs = new double[x.length][];
    Arrays.setAll(pairs, i -> new double[] {x[i], y[i]});
    PearsonsCorrelation ofRanks =
        new SpearmansCorrelation(new Array2DRowRealMatrix(pairs)).getRankCorrelation();
    return Optional.of(
        new RankCorrelation(
            x.length,
            ofRanks.getCorrelationMatrix().getEntry(0, 1),
            ofRanks.getCorrelationPValues().getEntry(0, 1)));
  }

  private static boolean isConstant(double[] values) {
    return Arrays.stream(values).distinct().count() < 2;
  }
}
