package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gradient against central finite differences, in double precision. */
class GradientTest {
  private static final double STEP = 1e-6;

  @BeforeAll
  static void oneThreadIsFasterForSoLittleWork() {
    Libtorch.useThreads(1);
  }

  static List<Arguments> plans() {
    List<StepPlan> plans =
        List.of(
            new StepPlan.Regular(),
            new StepPlan.Rebalance(SmallNetworks.GRAY),
            new StepPlan.Rebalance(SmallNetworks.COLOR));
    return Stream.of(Kind.values())
        .flatMap(kind -> plans.stream().map(plan -> Arguments.of(kind, plan)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void gradientsAreThoseOfFiniteDifferences(Kind kind, StepPlan plan) {
    try (MultimodalNetwork network = SmallNetworks.pair(Precision.FLOAT64, 3, kind)) {
      assertGradients(network, plan, 3);
    }
  }

  static List<Arguments> mixedPlans() {
    return List.of(
        Arguments.of(Kind.MMTM, new StepPlan.Regular()),
        Arguments.of(Kind.FILM, new StepPlan.Rebalance(MixedModalities.SENSOR)),
        Arguments.of(Kind.GATED, new StepPlan.Regular()));
  }

  @ParameterizedTest
  @MethodSource("mixedPlans")
  void gradientsOfModalitiesOfEveryKindAreThoseOfFiniteDifferences(Kind kind, StepPlan plan) {
    try (MultimodalNetwork network = MixedModalities.network(5, kind, Precision.FLOAT64, 3)) {
      assertGradients(network, plan, 1);
    }
  }

  private static void assertGradients(MultimodalNetwork network, StepPlan plan, int each) {
    warmUp(network);
    try (var start = network.buffers().snapshot()) {
      long steps = network.trainingSteps();
      backward(network, plan);
      network.buffers().restore(start);
      UniformRandomProvider random = new Seed(11).random();
      for (Parameter p : network.buffers().parameters()) {
        if (p.role().isPresent()) {
          for (int k = 0; k < each; k++) {
            int index = random.nextInt(p.count());
            double numeric = numeric(network, start, steps, plan, p, index);
            assertThat(analytic(p, index))
                .as("%s[%d] under %s", p.name(), index, plan)
                .isCloseTo(numeric, Offset.offset(1e-5 * Math.max(1e-2, Math.abs(numeric))));
          }
        }
      }
    }
  }

  /** Moves running gates off zero, so that re-balancing has something to put in. */
  private static void warmUp(MultimodalNetwork network) {
    try (Scope scope = Scope.open()) {
      network.train(SmallNetworks.inputs(network, 6, 100), new StepPlan.Regular());
    }
  }

  private static void backward(MultimodalNetwork network, StepPlan plan) {
    try (Scope scope = Scope.open()) {
      network.buffers().gradients().zero_();
      loss(network, plan).backward();
    }
  }

  private static double numeric(
      MultimodalNetwork network,
      FlatBuffers.Snapshot start,
      long steps,
      StepPlan plan,
      Parameter p,
      int index) {
    double up = lossAt(network, start, steps, plan, p, index, STEP);
    double down = lossAt(network, start, steps, plan, p, index, -STEP);
    // ḡ follows the weights, but no gradient may flow through it: what it would add is in neither
    // loss.
    return (up - down) / (2 * STEP);
  }

  private static double lossAt(
      MultimodalNetwork network,
      FlatBuffers.Snapshot start,
      long steps,
      StepPlan plan,
      Parameter p,
      int index,
      double shift) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      network.buffers().restore(start);
      // So many steps that what this one adds to ḡ does not matter: ḡ is constant as METHOD says.
      network.setTrainingSteps(1_000_000_000_000L);
      shift(p, index, shift);
      double loss = loss(network, plan).item();
      network.buffers().restore(start);
      network.setTrainingSteps(steps);
      return loss;
    }
  }

  private static void shift(Parameter p, int index, double shift) {
    double[] values = p.value().toDoubles();
    float[] delta = new float[values.length];
    delta[index] = 1;
    long[] shape = p.shape().stream().mapToLong(Long::longValue).toArray();
    p.value().add_(Tensor.of(delta, shape).to(Precision.FLOAT64), shift);
  }

  private static double analytic(Parameter p, int index) {
    try (Scope scope = Scope.open()) {
      return p.gradient().toDoubles()[index];
    }
  }

  private static Tensor loss(MultimodalNetwork network, StepPlan plan) {
    if (network.trainingSteps() < 1000) {
      network.setTrainingSteps(1_000_000_000_000L);
    }
    PerModality<Tensor> logits = network.train(SmallNetworks.inputs(network, 6, 200), plan);
    return Loss.of(logits, Tensor.of(new long[] {0, 1, 2, 3, 4, 0}));
  }
}
