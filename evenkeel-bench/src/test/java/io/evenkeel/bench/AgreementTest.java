package io.evenkeel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final Map<String, float[]> EXPECTED =
      Map.of("a", new float[] {3, 4}, "b", new float[] {0, 0}, "c", new float[] {10});

  @Test
  void theTensorThatIsFarthestRelativeToItsSizeComesFirst() {
    List<Agreement> compared =
        Agreement.of(
            Map.of("a", new float[] {3, 4.5f}, "b", new float[] {0, 0}, "c", new float[] {10.5f}),
            EXPECTED);

    assertThat(compared).extracting(Agreement::name).containsExactly("a", "c", "b");
    assertThat(compared.get(0).relativeError()).isCloseTo(0.1, within(1e-9));
    assertThat(compared.get(1).relativeError()).isCloseTo(0.05, within(1e-9));
    assertThat(compared.get(2).relativeError()).isZero();
  }

  @Test
  void tensorsThatAreMissingOnOneSideAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Agreement.of(Map.of("a", new float[2]), EXPECTED))
        .withMessageContaining("expected");
  }
}
