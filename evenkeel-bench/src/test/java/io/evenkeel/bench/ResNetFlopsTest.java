package io.evenkeel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResNetFlopsTest {

  /** Counted with hooks on the convolutions and the head of the PyTorch script's ResNet18. */
  @ParameterizedTest
  @CsvSource({
    "224, 1000, 1814073344, 118013952",
    "224, 40, 1813581824, 118013952",
    "112, 40, 484868096, 29503488",
    "64, 10, 148050944, 9633792",
  })
  void multiplyAddsAreThoseThatHooksCount(int edge, int classes, long forward, long stem) {
    ResNetFlops counted = ResNetFlops.of(edge, classes);
    assertThat(counted.forward()).isEqualTo(forward);
    assertThat(counted.stem()).isEqualTo(stem);
    assertThat(counted.training()).isEqualTo(3 * forward - stem);
  }
}
