package io.evenkeel.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContenderTest {

  private static List<Contender> of(String... texts) {
    return Contender.of("--method", List.of(texts));
  }

  @Test
  void aStrategysNameSetsTheStrategy() {
    assertThat(of("vanilla, ogm-ge"))
        .containsExactly(
            new Contender("vanilla", List.of("strategy.name=vanilla")),
            new Contender("ogm-ge", List.of("strategy.name=ogm-ge")));
  }

  @Test
  void settingsBehindTheColonGoWithEveryNameBeforeIt() {
    assertThat(of("guided", "joint,late: strategy.name=vanilla  model.fusion.kind=none"))
        .containsExactly(
            new Contender("guided", List.of("strategy.name=guided")),
            new Contender(
                "joint",
                List.of("strategy.name=joint", "strategy.name=vanilla", "model.fusion.kind=none")),
            new Contender("late", List.of("strategy.name=vanilla", "model.fusion.kind=none")));
  }

  @Test
  void aValueMayHoldAColon() {
    assertThat(of("far: device=cuda:0").get(0).settings()).containsExactly("device=cuda:0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vanila|\"vanila\"",
        "vanilla,|\"\"",
        "a/b: epochs=1|\"a/b\"",
        "..: epochs=1|\"..\"",
        "joint,Joint: epochs=1|Joint a second time",
        "guided,guided|guided a second time",
        "late: seed=3|a seed"
      })
  void whatCannotNameAFolderOrMeansNothingIsRefused(String text, String found) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--method " + text)
        .hasMessageContaining(found);
  }
}
