package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinsTest {
  @Property
  void binsPartTheValuesWithoutGapOrOverlap(
      @ForAll @IntRange(min = 1, max = 5000) int values,
      @ForAll @IntRange(min = 1, max = 300) int most) {
    Bins bins = new Bins(values, most);

    assertThat(bins.count()).isBetween(1, most);
    assertThat(bins.start(0)).isZero();
    assertThat(bins.start(bins.count())).isEqualTo(values);
    assertThat(IntStream.range(0, bins.count()))
        .allMatch(bin -> bins.start(bin) < bins.start(bin + 1));
  }

  @Test
  void aMeanIsOverWhatIsDefined() {
    double[] means = new Bins(5, 2).means(new double[] {1, Double.NaN, Double.NaN, 4, 8});

    assertThat(means).containsExactly(1, 6);
    assertThat(new Bins(2, 1).means(new double[] {Double.NaN, Double.NaN}))
        .containsOnly(Double.NaN);
    assertThat(new Bins(0, 9).means(new double[0])).isEmpty();
  }

  @Test
  void stepsKeepTheirPlaceAndTheShareThatReBalanced(@TempDir Path folder) {
    WrittenRun.in(folder, "x", "y").history(1).steps(600);

    StepBins bins = StepBins.of(RunDirectory.read(folder), 100);

    assertThat(bins.x()).hasSize(100).startsWith(3.5);
    assertThat(bins.edges()).hasSize(101).startsWith(0.5, 6.5).endsWith(600.5);
    assertThat(bins.shares().get(0)[0]).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(bins.shares().get(1)).containsOnly(0);
    assertThat(bins.rebalances()).isTrue();
  }

  @Test
  void aWindowIsOneColumnFromItsFirstStepToItsLast(@TempDir Path folder) {
    WrittenRun.in(folder, "x", "y").history(1).steps(8);
    StepBins bins = StepBins.of(RunDirectory.read(folder), 100);

    String shading =
        bins.shading(
            new Scale(0.5, 8.5, 0, 80, 1), new Scale(0, 1, 100, 0, 1), List.of("m0", "m1"));

    assertThat(shading)
        .isEqualTo("<path class=\"window m0\" d=\"M0 100H50V0H0ZM60 100H80V0H60Z\"/>");
  }
}
