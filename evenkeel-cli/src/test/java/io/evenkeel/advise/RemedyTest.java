package io.evenkeel.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemedyTest {
  static List<Remedy> all() {
    return Remedy.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyRemedyChangesARecipe(Remedy remedy) {
    Recipe plain = new Remedy("vanilla", List.of("strategy.name=vanilla")).in(Recipe.defaults());

    assertThat(remedy.in(plain).strategy().name()).isNotEqualTo(plain.strategy().name());
  }

  @Test
  void remediesAreNamedInTheOrderOfTheList() {
    assertThat(Remedy.named(List.of("random", "guided")))
        .extracting(Remedy::label)
        .containsExactly("guided", "random");
  }

  @Test
  void anUnknownRemedyIsRefused() {
    assertThatThrownBy(() -> Remedy.named(List.of("giuded")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("giuded")
        .hasMessageContaining("guided");
  }
}
