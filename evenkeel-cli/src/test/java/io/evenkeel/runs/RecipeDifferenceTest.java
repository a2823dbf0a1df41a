package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.recipe.Recipe;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeDifferenceTest {
  private static final Recipe DEFAULTS = Recipe.defaults();

  private static String difference(String... settings) {
    return RecipeDifference.first(DEFAULTS, RecipeFile.defaults(List.of(settings)))
        .map(d -> d.key() + " " + d.left() + " " + d.right())
        .orElse("none");
  }

  @Test
  void equalRecipesDifferInNoKey() {
    assertThat(difference()).isEqualTo("none");
  }

  @Test
  void theFirstKeyThatDiffersIsNamedWithBothValues() {
    assertThat(difference("alpha=0.5", "epochs=3")).isEqualTo("epochs 10 3");
    assertThat(difference("strategy.alpha=0.5")).isEqualTo("strategy.alpha 0.01 0.5");
    assertThat(difference("data.modalities=[gray]"))
        .isEqualTo("data.modalities [\"gray\",\"color\"] [\"gray\"]");
  }

  @Test
  void aKeyWithoutAValueDiffersFromOneWith() {
    assertThat(difference("data.train_samples=5")).isEqualTo("data.train_samples null 5");
  }

  @Test
  void whereDecodedPicturesAreKeptIsNoDifference() {
    assertThat(
            difference(
                "data.views.cache=true",
                "data.video.cache=false",
                "data.video.cache_folder=elsewhere",
                "data.video.cache_gib=1",
                "data.video.skipped_share=0.5",
                "checkpoint.steps=3"))
        .isEqualTo("none");
    assertThat(difference("data.video.size=120")).isEqualTo("data.video.size 128 120");
  }
}
