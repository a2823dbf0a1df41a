package io.evenkeel.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

/** What holds for conditional learning speeds whatever a run has met. */
class SpeedLawsTest {
  private static final double TINY = 1e-9;

  @Provide
  Arbitrary<List<PerModality<StepNorms>>> pairs() {
    return Branches.runs(2, 2);
  }

  @Provide
  Arbitrary<List<PerModality<StepNorms>>> runs() {
    return Branches.runs(2, 5);
  }

  @Property(tries = 300)
  void twoModalitiesAreThePaper(@ForAll("pairs") List<PerModality<StepNorms>> run) {
    Speeds speeds = Branches.after(run);
    Modality m0 = run.get(0).modalities().get(0);
    Modality m1 = run.get(0).modalities().get(1);

    double difference = speeds.difference().orElseThrow();

    assertThat(difference)
        .isEqualTo(speeds.of(m0).orElseThrow() - speeds.of(m1).orElseThrow())
        .isCloseTo(paper(run, m0) - paper(run, m1), within(TINY));
    assertThat(speeds.fastest()).contains(difference >= 0 ? m0 : m1);
  }

  /** s written out as the paper has it, with no part of the code under test. */
  private static double paper(List<PerModality<StepNorms>> run, Modality m) {
    double main = 0;
    double bypass = 0;
    for (PerModality<StepNorms> step : run) {
      StepNorms norms = step.get(m);
      main += norms.main().gradient() / norms.main().weight();
      bypass += norms.bypass().gradient() / norms.bypass().weight();
    }
    return Math.log(bypass / main) / Math.log(10);
  }

  @Property(tries = 300)
  void permutingModalitiesPermutesTheAnswer(
      @ForAll("runs") List<PerModality<StepNorms>> run, @ForAll long shuffle) {
    Speeds speeds = Branches.after(run);
    List<Modality> order = Permutations.of(run.get(0).modalities(), shuffle);

    Speeds permuted =
        Branches.after(run.stream().map(step -> Branches.reordered(step, order)).toList());

    for (Modality m : order) {
      assertThat(permuted.of(m)).isEqualTo(speeds.of(m));
    }
    double largest = speeds.of(speeds.fastest().orElseThrow()).orElseThrow();
    assertThat(speeds.of(permuted.fastest().orElseThrow())).hasValue(largest);
    double sign = order.size() == 2 && !order.equals(run.get(0).modalities()) ? -1 : 1;
    assertThat(permuted.difference().orElseThrow())
        .isEqualTo(sign * speeds.difference().orElseThrow(), within(0.0));
  }

  @Property(tries = 300)
  void gradientsAndWeightsHaveNoUnit(
      @ForAll("runs") List<PerModality<StepNorms>> run,
      @ForAll @DoubleRange(min = 1e-3, max = 1e3) @Scale(3) double c) {
    Speeds speeds = Branches.after(run);

    assertSpeeds(
        scaled(run, n -> new StepNorms(gradientTimes(n.main(), c), gradientTimes(n.bypass(), c))),
        speeds,
        0);
    assertSpeeds(
        scaled(run, n -> new StepNorms(weightTimes(n.main(), c), weightTimes(n.bypass(), c))),
        speeds,
        0);
  }

  @Property(tries = 300)
  void bypassGradientsTimesTenAreTwoMoreOfSpeed(
      @ForAll("runs") List<PerModality<StepNorms>> run,
      @ForAll @DoubleRange(min = 1e-3, max = 1e3) @Scale(3) double c) {
    Speeds speeds = Branches.after(run);
    double more = 2 * Math.log10(c);

    assertSpeeds(
        scaled(run, n -> new StepNorms(n.main(), gradientTimes(n.bypass(), c))), speeds, more);
    assertSpeeds(
        scaled(run, n -> new StepNorms(gradientTimes(n.main(), c), n.bypass())), speeds, -more);
    assertSpeeds(
        scaled(run, n -> new StepNorms(n.main(), weightTimes(n.bypass(), c))), speeds, -more);
  }

  private static Speeds scaled(List<PerModality<StepNorms>> run, UnaryOperator<StepNorms> each) {
    return Branches.after(run.stream().map(step -> step.<StepNorms>map(each)).toList());
  }

  /** Every gradient of the group times c. */
  private static SquaredNorms gradientTimes(SquaredNorms norms, double c) {
    return new SquaredNorms(norms.gradient() * c * c, norms.weight());
  }

  /** Every weight of the group times c. */
  private static SquaredNorms weightTimes(SquaredNorms norms, double c) {
    return new SquaredNorms(norms.gradient(), norms.weight() * c * c);
  }

  private static void assertSpeeds(Speeds actual, Speeds before, double more) {
    before
        .sums()
        .forEach(
            (m, sums) ->
                assertThat(actual.of(m))
                    .hasValueCloseTo(before.of(m).orElseThrow() + more, within(TINY)));
    assertThat(actual.difference())
        .hasValueCloseTo(before.difference().orElseThrow(), within(TINY));
  }
}
