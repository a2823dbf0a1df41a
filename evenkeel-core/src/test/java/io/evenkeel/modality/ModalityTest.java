package io.evenkeel.modality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModalityTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "gray", "view_0", "rgb-d", "m9"})
  void aNameIsItsText(String name) {
    assertThat(new Modality(name)).hasToString(name).isEqualTo(new Modality(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Gray", "0view", "_a", "-a", "a b", "a,b", "a.b", "a/b", "é", "a\n"})
  void aNameThatCannotStandInAColumnHeaderIsRefused(String name) {
    assertThatThrownBy(() -> new Modality(name))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("modality: \"")
        .hasMessageContaining("expected a name of lower-case letters");
  }
}
