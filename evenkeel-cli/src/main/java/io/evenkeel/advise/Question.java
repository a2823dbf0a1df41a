package io.evenkeel.advise;

import io.evenkeel.data.DataSplits;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What advice is asked for.
 *
 * @param recipe the recipe in question, at its full size
 * @param budget how long it may take
 * @param seeds how many seeds conclusions rest on, at least 2
 * @param remedies what may be tried, at least one
 */
public record Question(Recipe recipe, Budget budget, int seeds, List<Remedy> remedies) {
  /** Held-out samples beyond this say little more about a reduced run, and cost time. */
  private static final int MOST_HELD_OUT = 2000;

  /** Checks the ranges. */
  public Question {
    remedies = List.copyOf(remedies);
    if (seeds < 2 || seeds > 1000) {
      throw new BadInputException(
          "--seeds",
          Integer.toString(seeds),
          "a whole number ≥ 2 and at most 1000: one seed has no interval");
    }
    if (recipe.data().modalities().size() < 2) {
      throw new BadInputException(
          "data.modalities",
          recipe.data().modalities().toString(),
          "two or more: one modality has nobody to compete with");
    }
  }

  /** Plain training of all modalities on so many samples, for so many epochs. */
  Recipe plain(DataSplits data, int samples, int epochs) {
    List<String> settings = new ArrayList<>();
    settings.add("strategy.name=vanilla");
    settings.add("epochs=" + epochs);
    if (samples < data.train().size()) {
      settings.add("data.train_samples=" + samples);
    }
    int validated = data.validation().data().size();
    if (validated > MOST_HELD_OUT && recipe.data().validationSamples() == validated) {
      settings.add("data.validation_samples=" + MOST_HELD_OUT);
    }
    if (data.test().data().size() > MOST_HELD_OUT) {
      settings.add("data.test_samples=" + MOST_HELD_OUT);
    }
    return RecipeFile.with(recipe, "advise", settings);
  }

  /** A recipe for one of its modalities alone. */
  static Recipe alone(Recipe recipe, String modality) {
    DataSpec data = recipe.data();
    int at = data.modalities().indexOf(modality);
    List<String> settings = new ArrayList<>();
    settings.add("data.modalities=[\"" + modality + "\"]");
    if (data.source() == DataSpec.Source.MODELNET40) {
      settings.add("data.views.numbers=[" + data.views().numbers().get(at) + "]");
    }
    if (!data.video().streams().isEmpty()) {
      settings.add("data.video.streams=[\"" + data.video().streams().get(at) + "\"]");
    }
    if (!data.video().channels().isEmpty()) {
      String channels = data.video().channels().get(at).name().toLowerCase(Locale.ROOT);
      settings.add("data.video.channels=[\"" + channels + "\"]");
    }
    // What is said of the encoders of the others would be refused.
    Recipe ofOne = recipe.withModel(recipe.model().only(List.of(modality)));
    return RecipeFile.with(ofOne, "advise", settings);
  }
}
