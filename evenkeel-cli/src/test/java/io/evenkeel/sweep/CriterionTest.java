package io.evenkeel.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriterionTest {
  private static final String SUMMARY =
      """
      {"validation": {"accuracy": 0.5}, "test": {"accuracy": 0.9}, "d_util": 0.8,
       "splits": {
         "test": {"accuracy": 0.9},
         "validation": {"accuracy": 0.5, "loss": 1.5, "d_util": -0.25,
           "branch_accuracy": {"gray": 0.4}, "isolated_accuracy": {"gray": 0.3}},
         "validation-matched": {"accuracy": 0.7, "d_util": null}}}
      """;

  private static OptionalDouble value(String criterion) throws JsonProcessingException {
    return Criterion.parse(criterion).value(new ObjectMapper().readTree(SUMMARY));
  }

  @ParameterizedTest
  @CsvSource({
    "validation.accuracy, 0.5, HIGHEST",
    "splits.validation.accuracy, 0.5, HIGHEST",
    "validation-matched.accuracy, 0.7, HIGHEST",
    "validation.branch_accuracy.gray, 0.4, HIGHEST",
    "validation.isolated_accuracy.gray, 0.3, HIGHEST",
    "validation.loss, 1.5, LOWEST",
    "validation.d_util, 0.25, NEAREST_TO_ZERO"
  })
  void everyNumberOfAValidationSplitCanBeSelectedBy(String text, double value, Criterion.Goal goal)
      throws JsonProcessingException {
    assertThat(value(text)).hasValue(value);
    assertThat(Criterion.parse(text).goal()).isEqualTo(goal);
    assertThat(Criterion.parse(Criterion.parse(text).toString())).isEqualTo(Criterion.parse(text));
  }

  @Test
  void whatASummaryDoesNotSayIsEmpty() throws JsonProcessingException {
    assertThat(value("validation-matched.d_util")).isEmpty();
    assertThat(value("validation-matched.loss")).isEmpty();
    assertThat(value("validation.branch_accuracy.color")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test.accuracy",
        "test",
        "test-matched.d_util",
        "splits.test.accuracy",
        "splits.test-matched.accuracy",
        "d_util",
        "cur.gray"
      })
  void nothingIsEverChosenOnTheTestSet(String text) {
    assertThatThrownBy(() -> Criterion.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(text)
        .hasMessageContaining(
            "nothing is ever chosen on the test set, or its result would look better than it is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "accuracy",
        "validation",
        "validation.",
        "validation.acuracy",
        "validation.accuracy.gray",
        "validation.branch_accuracy",
        "validation.branch_accuracy.",
        "validation.cur.gray",
        "train.accuracy",
        "seconds"
      })
  void whatIsNoNumberOfAValidationSplitIsRefused(String text) {
    assertThatThrownBy(() -> Criterion.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("SPLIT.accuracy");
  }

  @Test
  void theRecipeHasToHaveTheModality() {
    Recipe one = RecipeFile.defaults(List.of("modalities=[gray]"));

    Criterion.parse("validation.branch_accuracy.gray").requireModalities(one);
    Criterion.parse("validation.accuracy").requireModalities(one);
    for (String text : List.of("validation.branch_accuracy.color", "validation.d_util")) {
      assertThatThrownBy(() -> Criterion.parse(text).requireModalities(one))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("[gray]");
    }
  }
}
