package io.evenkeel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.SampleShape;
import io.evenkeel.method.MmPareto.Products;
import io.evenkeel.method.MmPareto.Weights;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.MslrSpec;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The numbers that methods of balancing decide by, worked out by hand. */
class BalanceArithmeticTest {
  private static final Modality A = new Modality("a");
  private static final Modality B = new Modality("b");
  private static final Modality C = new Modality("c");

  private static <T> PerModality<T> two(T a, T b) {
    return new PerModality<>(List.of(A, B), List.of(a, b));
  }

  private static <T> PerModality<T> three(T a, T b, T c) {
    return new PerModality<>(List.of(A, B, C), List.of(a, b, c));
  }

  @Test
  void ogmHoldsTheBranchAheadBack() {
    // ρ_a = 6/4 = 1.5, and 1 − tanh(.4·1.5) = 1 − .5370496.
    PerModality<Double> k = Ogm.coefficients(two(6.0, 4.0), 0.4);

    assertThat(k.get(A)).isCloseTo(0.4629504, within(1e-7));
    assertThat(k.get(B)).isEqualTo(1);
    assertThat(Ogm.coefficients(two(5.0, 5.0), 0.4)).isEqualTo(two(1.0, 1.0));
  }

  @Test
  void ofThreeModalitiesEachIsComparedWithTheMeanOfTheOthers() {
    // ρ = 6/3, 4/4, 2/5.
    PerModality<Double> k = Ogm.coefficients(three(6.0, 4.0, 2.0), 0.5);

    assertThat(k.get(A)).isCloseTo(1 - Math.tanh(1), within(1e-12));
    assertThat(k.get(B)).isEqualTo(1);
    assertThat(k.get(C)).isEqualTo(1);
  }

  @Test
  void aDeviationIsTakenByOneLessThanTheCount() {
    try (Scope scope = Scope.open()) {
      // Mean 3, squares 4 + 0 + 4 over 2.
      assertThat(Ogm.deviation(Tensor.of(new float[] {1, 3, 5}, 3))).isCloseTo(2, within(1e-12));
      assertThat(Ogm.deviation(Tensor.of(new float[] {7}, 1))).isZero();
    }
  }

  @Test
  void agmPushesTheModalityThatIsFurtherBehindThanUsual() {
    // r_a = e^(.9 − .5), τ_a = 1; r_b = e^(.5 − .9).
    PerModality<Double> first = Agm.coefficients(two(0.5, 0.9), two(0.0, 0.0), 2);
    assertThat(first.get(A)).isCloseTo(Math.exp(2 * (1 - Math.exp(0.4))), within(1e-12));
    assertThat(first.get(B)).isCloseTo(Math.exp(2 * (1 - Math.exp(-0.4))), within(1e-12));

    // As far apart as in the mean: nothing is changed.
    assertThat(Agm.coefficients(two(0.5, 0.9), two(1.5, 1.9), 2).get(A))
        .isCloseTo(1, within(1e-12));
    // r_a = e^(((.9 − .5) + (.7 − .5)) / 2).
    assertThat(Agm.coefficients(three(0.5, 0.9, 0.7), three(0.0, 0.0, 0.0), 1).get(A))
        .isCloseTo(Math.exp(1 - Math.exp(0.3)), within(1e-12));
  }

  @Test
  void withoutAConflictBothGradientsWeighTheSame() {
    Products products = new Products(4, 1, 9);

    assertThat(products.weights()).isEqualTo(new Weights(0.5, 0.5));
    // 2·(½g_m + ½g_u) is g_m + g_u already.
    assertThat(products.enlargement(new Weights(0.5, 0.5), 1.5)).isCloseTo(3, within(1e-12));
  }

  @Test
  void inAConflictTheShortestCombinationIsTaken() {
    // g_m = (1, 0), g_u = (−1, 2): w_m = (5 + 1)/(1 + 2 + 5) = .75, and 2·h = (1, 1), shorter than
    // g_m + g_u = (0, 2) by √2.
    Products products = new Products(1, -1, 5);
    Weights w = products.weights();

    assertThat(w.joint()).isCloseTo(0.75, within(1e-12));
    assertThat(w.unimodal()).isCloseTo(0.25, within(1e-12));
    assertThat(products.enlargement(w, 1)).isCloseTo(2 * Math.sqrt(2), within(1e-12));
  }

  @Property
  void theCombinedGradientConflictsWithNeitherAndIsNoShorterThanTheirSum(
      @ForAll @Size(4) List<@DoubleRange(min = -2, max = 2) Double> joint,
      @ForAll @Size(4) List<@DoubleRange(min = -2, max = 2) Double> unimodal) {
    Products products =
        new Products(dot(joint, joint), dot(joint, unimodal), dot(unimodal, unimodal));
    Weights w = products.weights();
    assertThat(w.joint()).isBetween(0.0, 1.0);
    assertThat(w.joint() + w.unimodal()).isCloseTo(1, within(1e-12));
    assertThat(w.joint() * products.joint() + w.unimodal() * products.both())
        .isGreaterThanOrEqualTo(-1e-9);
    assertThat(w.joint() * products.both() + w.unimodal() * products.unimodal())
        .isGreaterThanOrEqualTo(-1e-9);

    double square =
        w.joint() * w.joint() * products.joint()
            + 2 * w.joint() * w.unimodal() * products.both()
            + w.unimodal() * w.unimodal() * products.unimodal();
    Assume.that(square > 1e-6);
    double enlargement = products.enlargement(w, 1);
    double sum = products.joint() + 2 * products.both() + products.unimodal();
    assertThat(enlargement * enlargement * square).isGreaterThanOrEqualTo(sum - 1e-6);
  }

  private static double dot(List<Double> x, List<Double> y) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += x.get(i) * y.get(i);
    }
    return sum;
  }

  private static Mslr dynamic(int window) {
    return new Mslr(new MslrSpec(MslrSpec.Mode.DYNAMIC, List.of(2.0, 1.0), window), List.of(A, B));
  }

  @Test
  void aDynamicRateFollowsTheAccuracyOfItsBranch() {
    Mslr mslr = dynamic(2);
    mslr.follow(two(0.4, 0.5));
    mslr.follow(two(0.6, 0.5));
    assertThat(mslr.learningRate(new Role.Main(A), 0.1)).isCloseTo(0.2, within(1e-12));

    // .7 over the mean of .4 and .6; .25 over .5.
    mslr.follow(two(0.7, 0.25));
    assertThat(mslr.learningRate(new Role.Main(A), 0.1)).isCloseTo(0.28, within(1e-12));
    assertThat(mslr.learningRate(new Role.Bypass(B), 0.1)).isCloseTo(0.05, within(1e-12));
    assertThat(mslr.learningRate(new Role.Shared(), 0.1)).isEqualTo(0.1);

    // .65 over the mean of .6 and .7.
    mslr.follow(two(0.65, 0.25));
    assertThat(mslr.learningRate(new Role.Main(A), 0.1)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void aBranchThatIsNeverRightKeepsItsRate() {
    Mslr mslr = dynamic(1);
    mslr.follow(two(0.0, 0.5));
    mslr.follow(two(0.5, 0.5));

    assertThat(mslr.learningRate(new Role.Main(A), 0.1)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void whatMslrRemembersIsAllThatItGoesOnFrom() {
    Mslr mslr = dynamic(2);
    List<PerModality<Double>> epochs = List.of(two(0.4, 0.1), two(0.6, 1.0 / 3), two(0.7, 0.5));
    epochs.forEach(mslr::follow);
    Map<String, String> state = mslr.state();

    Mslr resumed = dynamic(2);
    resumed.resume(state);

    assertThat(resumed.state()).isEqualTo(state);
    resumed.follow(two(0.2, 0.3));
    mslr.follow(two(0.2, 0.3));
    assertThat(resumed.learningRate(new Role.Main(B), 1))
        .isEqualTo(mslr.learningRate(new Role.Main(B), 1));
  }

  @Test
  void theProbabilityOfTheTrueClassIsTheSoftmaxs() {
    try (Scope scope = Scope.open()) {
      Tensor logits = Tensor.of(new float[] {1, 2, 0, 1000, 0, 0}, 2, 3).to(Precision.FLOAT64);
      double[] logs = TrueClass.logProbabilities(logits, Tensor.of(new long[] {1, 2}));

      // 2 − ln(e + e² + 1)
      assertThat(logs[0]).isCloseTo(-0.40760596, within(1e-7));
      assertThat(logs[1]).isEqualTo(-1000);
    }
  }

  private static MultimodalNetwork network() {
    ModelSpec mlp = ModelSpec.mlp().withWidth(2);
    return MultimodalNetwork.create(
        mlp, three(SampleShape.of(2), SampleShape.of(1), SampleShape.of(3)), 2, new Seed(1));
  }

  @Test
  void aSampleNeverLosesAllItsModalities() {
    try (MultimodalNetwork network = network()) {
      ModalityDropout dropout = new ModalityDropout(0.6, network, new Seed(4));
      int left = 0;
      for (int sample = 0; sample < 3000; sample++) {
        Set<Modality> gone = dropout.leftOut(new Position(1, 1 + sample / 100), sample % 100);
        assertThat(gone).hasSizeLessThan(3);
        left += gone.size();
      }
      // Of three with .6: 1.8, less the one in .6³ that comes back; the deviation of the mean is
      // .013.
      assertThat(left / 3000.0).isCloseTo(1.8 - 0.216, within(0.06));
    }
  }

  @Test
  void whatIsLeftOutIsZerosAndTheRestStays() {
    try (MultimodalNetwork network = network();
        Scope scope = Scope.open()) {
      ModalityDropout dropout = new ModalityDropout(0.5, network, new Seed(4));
      PerModality<Tensor> inputs =
          network.shapes().map(shape -> Tensor.of(ones(8 * shape.values()), 8, shape.values()));
      Part second = new Part(new Position(2, 7), 8, 16, 16, () -> inputs);

      PerModality<Tensor> seen = dropout.inputs(second, inputs);

      seen.forEach(
          (m, tensor) -> {
            float[] values = tensor.toFloats();
            int width = values.length / 8;
            for (int i = 0; i < values.length; i++) {
              boolean gone = dropout.leftOut(second.at(), 8 + i / width).contains(m);
              assertThat(values[i]).isEqualTo(gone ? 0 : 1);
            }
          });
      assertThat(dropout.inputs(second, inputs).get(A).toFloats())
          .containsExactly(seen.get(A).toFloats());
    }
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
