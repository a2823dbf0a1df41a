package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepFoldTest {
  private static StepFold ofSquares(int steps) {
    StepFold fold = new StepFold(1);
    for (int step = 1; step <= steps; step++) {
      fold.add(step, new double[] {(double) step * step});
    }
    return fold;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 299, 300, 301, 600, 601, 10_007, 1_000_000})
  void binsAreFewTouchAndHoldTheMeanOfTheirSteps(int steps) {
    StepBins bins = ofSquares(steps).bins(0, List.of(), List.of());

    double[] edges = bins.edges();
    assertThat(edges).hasSizeLessThanOrEqualTo(301).startsWith(0.5).endsWith(steps + 0.5);
    assertThat(edges.length).isGreaterThan(Math.min(steps, 150));
    for (int bin = 0; bin < bins.x().length; bin++) {
      double first = edges[bin] + 0.5;
      double last = edges[bin + 1] - 0.5;
      assertThat(bins.x()[bin]).isEqualTo((first + last) / 2);
      double mean = (sumOfSquares(last) - sumOfSquares(first - 1)) / (last - first + 1);
      assertThat(bins.difference()[bin]).isCloseTo(mean, within(1e-9 * mean));
    }
  }

  /** 1² + 2² + … + n². */
  private static double sumOfSquares(double n) {
    return n * (n + 1) * (2 * n + 1) / 6;
  }

  @Test
  void everyBinButTheLastHoldsAsManySteps() {
    double[] edges = ofSquares(10_007).bins(0, List.of(), List.of()).edges();

    for (int bin = 1; bin + 2 < edges.length; bin++) {
      assertThat(edges[bin + 1] - edges[bin]).isEqualTo(64);
    }
  }

  @Test
  void whatIsUndefinedIsLeftOutOfTheMean() {
    StepFold fold = new StepFold(1);
    for (int step = 1; step <= 302; step++) {
      fold.add(step, new double[] {step <= 2 ? Double.NaN : step % 2 == 0 ? Double.NaN : 7});
    }

    double[] means = fold.means(0);

    assertThat(means[0]).isNaN();
    assertThat(means).hasSize(151);
    for (int bin = 1; bin < means.length; bin++) {
      assertThat(means[bin]).isEqualTo(7);
    }
  }
}
