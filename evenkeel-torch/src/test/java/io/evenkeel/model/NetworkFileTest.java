package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.StepPlan;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("best.safetensors");
  }

  private List<NamedArray> saved(int steps) {
    try (MultimodalNetwork network = SmallNetworks.vectors(2, 1);
        Scope scope = Scope.open()) {
      for (int i = 0; i < steps; i++) {
        network.train(SmallNetworks.inputs(network, 4, i), new StepPlan.Regular());
      }
      network.save(file());
    }
    return new ArrayList<>(Safetensors.read(file()));
  }

  private void assertRefused(String... parts) {
    try (MultimodalNetwork network = SmallNetworks.vectors(2, 8);
        Scope scope = Scope.open()) {
      double[] before = network.buffers().values().toDoubles();

      assertThatThrownBy(() -> network.load(file()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("best.safetensors")
          .hasMessageContainingAll(parts);
      assertThat(network.buffers().values().toDoubles()).containsExactly(before);
      assertThat(network.trainingSteps()).isZero();
    }
  }

  @Test
  void trainingStepsAreSavedToo() {
    saved(3);
    try (MultimodalNetwork network = SmallNetworks.vectors(2, 8)) {
      network.load(file());

      assertThat(network.trainingSteps()).isEqualTo(3);
    }
  }

  @Test
  void eachTensorThatIsMissingIsNamed() {
    List<NamedArray> arrays = saved(1);
    assertThat(arrays).hasSizeGreaterThan(20);
    for (NamedArray missing : arrays) {
      Safetensors.write(file(), arrays.stream().filter(a -> a != missing).toList());

      assertRefused("tensor " + missing.name() + ": missing; expected shape " + missing.shape());
    }
  }

  @Test
  void aTensorOfAnotherShapeIsNamed() {
    List<NamedArray> arrays = saved(1);
    NamedArray bias = arrays.get(1);
    arrays.set(1, new NamedArray(bias.name(), List.of(1L), new float[] {1}));
    Safetensors.write(file(), arrays);

    assertRefused(bias.name(), "shape [1]", "expected shape " + bias.shape());
  }

  @Test
  void aTensorThatTheNetworkLacksIsNamed() {
    List<NamedArray> arrays = saved(1);
    arrays.add(new NamedArray("fusion.9.squeeze.bias", List.of(1L), new float[] {1}));
    Safetensors.write(file(), arrays);

    assertRefused("unknown tensors [fusion.9.squeeze.bias]");
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 0.5f, Float.NaN, Float.POSITIVE_INFINITY})
  void trainingStepsThatCannotBeAreRefused(float steps) {
    List<NamedArray> arrays = saved(1);
    arrays.removeIf(array -> array.name().equals("training_steps"));
    arrays.add(new NamedArray("training_steps", List.of(), new float[] {steps}));
    Safetensors.write(file(), arrays);

    assertRefused("training_steps: " + steps, "expected a whole number ≥ 0");
  }
}
