package io.evenkeel.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
  @ParameterizedTest
  @CsvSource({"30m, 1800", "1h30m, 5400", "90s, 90", "2h, 7200", "1H5S, 3605"})
  void aTimeIsSoManySeconds(String text, double seconds) {
    assertThat(Budget.parse(text).seconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "m", "0s", "-5m", "1.5h", "5m1h", "99999999999m"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Budget.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--budget");
  }

  @Test
  void secondsInWords() {
    assertThat(Budget.words(44.6)).isEqualTo("45 s");
    assertThat(Budget.words(125)).isEqualTo("2 min 05 s");
    assertThat(Budget.words(3900)).isEqualTo("1 h 05 min");
  }
}
