package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.torch.Libtorch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PeakMemoryTest {
  @Test
  void thePeakIsReadFromItsLine() {
    assertThat(
            PeakMemory.mebibytes(
                List.of("Name:\tjava", "VmPeak:\t 9000000 kB", "VmHWM:\t 1572864 kB")))
        .hasValue(1536);
  }

  @Test
  void whereThereIsNoSuchLineNothingIsSaid() {
    assertThat(PeakMemory.mebibytes(List.of("Name:\tjava", "VmPeak:\t 9000000 kB"))).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theProcessHasOccupiedAtLeastWhatItOccupiesNow() {
    double now = Libtorch.residentBytes() / 1048576.0;

    assertThat(PeakMemory.mebibytes().orElseThrow()).isBetween(0.9 * now, 1e6);
  }
}
