package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebalancingStepTest {
  private static final StepPlan REGULAR = new StepPlan.Regular();
  private static final StepPlan GRAY = new StepPlan.Rebalance(SmallNetworks.GRAY);

  /** Trains without an update: forward and backward alone. */
  private static void step(MultimodalNetwork network, long inputs, StepPlan plan) {
    try (Scope scope = Scope.open()) {
      PerModality<Tensor> logits = network.train(SmallNetworks.inputs(network, 4, inputs), plan);
      network.buffers().gradients().zero_();
      Loss.of(logits, Tensor.of(new long[] {0, 1, 2, 3})).backward();
    }
  }

  private static double[] gradients(MultimodalNetwork network, Role role) {
    try (Scope scope = Scope.open()) {
      return network.buffers().parameters().stream()
          .filter(p -> p.role().filter(role::equals).isPresent())
          .flatMapToDouble(p -> Arrays.stream(p.gradient().toDoubles()))
          .toArray();
    }
  }

  private static double[] runningGates(MultimodalNetwork network, String prefix) {
    try (Scope scope = Scope.open()) {
      return network.buffers().parameters().stream()
          .filter(p -> p.name().startsWith(prefix) && p.name().contains(".running_gate."))
          .flatMapToDouble(p -> Arrays.stream(p.value().toDoubles()))
          .toArray();
    }
  }

  /** Whether the last backward pass left a gradient in any parameter of a role. */
  private static boolean reached(MultimodalNetwork network, Role role) {
    return Arrays.stream(gradients(network, role)).anyMatch(g -> g != 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gray", "color"})
  void noGradientReachesTheBypassOfTheIsolatedBranch(String name) {
    Modality isolated = new Modality(name);
    try (MultimodalNetwork network = SmallNetworks.pair(Precision.FLOAT32, 2)) {
      step(network, 1, REGULAR);
      for (Modality m : network.modalities()) {
        assertThat(gradients(network, new Role.Bypass(m))).hasSizeGreaterThan(10);
        assertThat(reached(network, new Role.Bypass(m))).as("bypass of %s", m).isTrue();
      }

      step(network, 2, new StepPlan.Rebalance(isolated));

      for (Modality m : network.modalities()) {
        assertThat(reached(network, new Role.Bypass(m)))
            .as("bypass of %s", m)
            .isEqualTo(!m.equals(isolated));
        assertThat(reached(network, new Role.Main(m))).as("main of %s", m).isTrue();
      }
      assertThat(reached(network, new Role.Shared())).isTrue();
    }
  }

  @Test
  void runningGatesAreTheMeanOfTheGatesOfEveryTrainingStep() {
    try (MultimodalNetwork first = SmallNetworks.pair(Precision.FLOAT64, 2);
        MultimodalNetwork second = SmallNetworks.pair(Precision.FLOAT64, 2);
        MultimodalNetwork third = SmallNetworks.pair(Precision.FLOAT64, 2);
        MultimodalNetwork all = SmallNetworks.pair(Precision.FLOAT64, 2)) {
      step(first, 1, REGULAR);
      step(second, 2, REGULAR);
      step(third, 3, REGULAR);
      step(all, 1, REGULAR);
      step(all, 2, GRAY);
      step(all, 3, REGULAR);

      // Before the first fusion a re-balancing step computes what a regular one does.
      double[] a = runningGates(first, "fusion.0");
      double[] b = runningGates(second, "fusion.0");
      double[] c = runningGates(third, "fusion.0");
      double[] mean = runningGates(all, "fusion.0");
      assertThat(mean).hasSize(12);
      for (int i = 0; i < mean.length; i++) {
        assertThat(mean[i]).isCloseTo((a[i] + b[i] + c[i]) / 3, within(1e-9));
        assertThat(a[i]).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void everyRunningGateMovesInARebalancingStepAndNoneInEvaluation() {
    try (MultimodalNetwork network = SmallNetworks.pair(Precision.FLOAT32, 2)) {
      step(network, 1, REGULAR);
      double[] before = runningGates(network, "fusion");
      try (Scope scope = Scope.open()) {
        network.evaluate(SmallNetworks.inputs(network, 4, 9));
      }
      assertThat(runningGates(network, "fusion")).containsExactly(before);
      assertThat(network.trainingSteps()).isEqualTo(1);

      step(network, 2, GRAY);

      double[] after = runningGates(network, "fusion");
      assertThat(after).hasSameSizeAs(before).hasSize(24);
      for (int i = 0; i < after.length; i++) {
        assertThat(after[i]).as("gate %d", i).isNotEqualTo(before[i]);
      }
      assertThat(network.trainingSteps()).isEqualTo(2);
    }
  }

  @Test
  void onlyTheIsolatedBranchLosesSightOfTheOthersInputAtTheLastFusion() {
    try (MultimodalNetwork network = SmallNetworks.vectors(3, 7)) {
      step(network, 1, REGULAR);
      List<Modality> modalities = network.modalities();
      step(network, 2, new StepPlan.Rebalance(modalities.get(2)));

      assertThat(reached(network, new Role.Bypass(modalities.get(0)))).isTrue();
      assertThat(reached(network, new Role.Bypass(modalities.get(2)))).isFalse();
    }
  }
}
