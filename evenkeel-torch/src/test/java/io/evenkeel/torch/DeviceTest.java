package io.evenkeel.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.evenkeel.input.BadInputException;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
  @Test
  void theProcessorIsAlwaysThereAndTheAutomaticChoiceWithoutAGraphicsProcessor() {
    assertThat(Device.of("cpu")).isEqualTo(Device.cpu());
    assumeFalse(torch.cuda_is_available(), "skipped: there is a CUDA device");
    assertThat(Device.of("auto")).isEqualTo(Device.cpu());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "cuda:0", "cuda:99"})
  void aDeviceThatCannotBeUsedIsRefused(String wanted) {
    assumeFalse(torch.cuda_is_available(), "skipped: there is a CUDA device");
    assertThatThrownBy(() -> Device.of(wanted))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("device: " + wanted)
        .hasMessageContaining("cpu or auto");
  }

  @Test
  void valuesLabelsAndZerosArriveAsTheyAre() {
    Device device = Device.of("auto");
    try (Scope scope = Scope.open()) {
      Tensor values = device.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
      assertThat(values.shape()).containsExactly(2, 3);
      assertThat(values.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(device.of(new long[] {4, 0, 2}).toLongs()).containsExactly(4, 0, 2);
      assertThat(device.zeros(Precision.FLOAT64, 2).plus(device.zeros(Precision.FLOAT64, 2)))
          .satisfies(zeros -> assertThat(zeros.toDoubles()).containsExactly(0, 0));
      assertThatThrownBy(() -> device.of(new float[5], 2, 3))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
