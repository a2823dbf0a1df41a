package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.SmallNetworks;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgdOptimizerTest {

  @ParameterizedTest
  @CsvSource({
    // θ = 1 and gradients .5, .2, −.1 at η = .1.
    // g = .51, .20949, −.09117849 with λθ; b = .51, .66849, .51046251.
    "0.9, 0.01, 0.949, 0.882151, 0.831104749",
    // b = .5, .65, .485.
    "0.9, 0, 0.95, 0.885, 0.8365",
    // g = .51, .20949, −.09071949.
    "0, 0.01, 0.949, 0.928051, 0.93712294900",
    "0, 0, 0.95, 0.93, 0.94"
  })
  void threeStepsAreThoseComputedByHand(
      double momentum, double weightDecay, double first, double second, double third) {
    double[] gradients = {0.5, 0.2, -0.1};
    double[] expected = {first, second, third};
    try (MultimodalNetwork network = SmallNetworks.vectors(2, 1);
        SgdOptimizer optimizer =
            new SgdOptimizer(new OptimizerSpec(9, momentum, weightDecay), network.buffers())) {
      try (Scope scope = Scope.open()) {
        fill(network.buffers().values(), 1);
      }
      for (int step = 0; step < 3; step++) {
        try (Scope scope = Scope.open()) {
          fill(network.buffers().gradients(), gradients[step]);
        }
        optimizer.step(0.1);
        try (Scope scope = Scope.open()) {
          for (double value : network.buffers().values().toDoubles()) {
            assertThat(value).as("step %d", step + 1).isCloseTo(expected[step], within(1e-6));
          }
        }
      }
    }
  }

  private static void fill(Tensor flat, double value) {
    float[] values = new float[Math.toIntExact(flat.count())];
    Arrays.fill(values, (float) value);
    flat.copy_(Tensor.of(values, values.length));
  }
}
