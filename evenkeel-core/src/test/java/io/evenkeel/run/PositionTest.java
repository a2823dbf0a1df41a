package io.evenkeel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {

  @Test
  void epochsAndStepsCountFromOne() {
    assertThat(new Position(1, 1)).isEqualTo(new Position(1, 1));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 1"})
  void whatCountsFromLessIsRefused(int epoch, long step) {
    assertThatThrownBy(() -> new Position(epoch, step))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count from 1");
  }
}
