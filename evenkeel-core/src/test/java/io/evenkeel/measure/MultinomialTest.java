package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.run.Seed;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The moments of a multinomial draw of n samples: np_i, np_i(1 − p_i) and −np_ip_j. */
class MultinomialTest {
  private static final int DRAWS = 40_000;

  /** Below and above the number of samples from which most are drawn as Poisson counts. */
  @ParameterizedTest
  @ValueSource(ints = {1, 6, 7, 20, 1000})
  void countsHaveTheMomentsOfAMultinomial(int scale) {
    int[] counts = {scale, 2 * scale, 6 * scale};
    int n = 9 * scale;
    Multinomial multinomial = new Multinomial(counts, new Seed(scale).random());
    double[] mean = new double[3];
    double[][] product = new double[3][3];
    for (int d = 0; d < DRAWS; d++) {
      int[] drawn = multinomial.next();
      assertThat(IntStream.of(drawn).sum()).isEqualTo(n);
      for (int i = 0; i < 3; i++) {
        mean[i] += (double) drawn[i] / DRAWS;
        for (int j = 0; j < 3; j++) {
          product[i][j] += (double) (drawn[i] - counts[i]) * (drawn[j] - counts[j]) / DRAWS;
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      double p = (double) counts[i] / n;
      double variance = n * p * (1 - p);
      assertThat(mean[i]).isCloseTo(n * p, within(4 * Math.sqrt(variance / DRAWS)));
      assertThat(product[i][i] / variance).isCloseTo(1, within(0.05));
      for (int j = 0; j < i; j++) {
        double covariance = -n * p * counts[j] / n;
        assertThat(product[i][j] / covariance).isCloseTo(1, within(0.08));
      }
    }
  }
}
