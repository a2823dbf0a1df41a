package io.evenkeel.advise;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.measure.Quality;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.statistics.Estimate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a model does with its modalities, and what to do about it.
 *
 * @param metric A(·)
 * @param use how plain training uses the modalities
 * @param seeds the validation metric of plain training with each seed
 * @param plain the mean of these
 * @param plainTest its test metric
 * @param trials every remedy, those that came furthest first
 * @param plan the size of the runs
 * @param base the recipe that was asked about
 * @param seconds what it all took
 */
public record Advice(
    Quality metric,
    Use use,
    List<Double> seeds,
    Estimate plain,
    Estimate plainTest,
    List<Trial> trials,
    Plan plan,
    Recipe base,
    double seconds) {

  /** Sorts the trials. */
  public Advice {
    seeds = List.copyOf(seeds);
    trials = trials.stream().sorted(bestFirst()).toList();
  }

  private static Comparator<Trial> bestFirst() {
    return Comparator.comparing(
            (Trial t) -> t.result().map(r -> -r.gain().estimate().mean()).orElse(Double.MAX_VALUE))
        .thenComparing(t -> -t.rungs().size())
        .thenComparing(t -> t.rungs().isEmpty() ? 0 : -t.rungs().get(t.rungs().size() - 1));
  }

  /** What the runs have come to; {@code plain} are those of plain training, one for each seed. */
  static Advice of(
      Question question,
      Plan plan,
      Use use,
      List<JsonNode> plain,
      List<Trial> trials,
      double seconds) {
    return new Advice(
        Quality.ofKey(plain.get(0).path("metric").asText()),
        use,
        Arrays.stream(Remedies.numbers(plain, "/validation/accuracy")).boxed().toList(),
        Estimate.ofMean(Remedies.numbers(plain, "/validation/accuracy")),
        Estimate.ofMean(Remedies.numbers(plain, "/test/accuracy")),
        trials,
        plan,
        question.recipe(),
        seconds);
  }

  /** The finalist that is furthest above plain training, if it clearly is above it. */
  public Optional<Trial> remedy() {
    return trials.stream()
        .filter(t -> t.result().map(Trial.Result::helps).orElse(false))
        .findFirst();
  }

  /** The recipe to use: the one asked about, at its full size, with the remedy that helps. */
  public Recipe recipe() {
    return remedy()
        .map(t -> t.remedy().in(base))
        .orElseGet(() -> RecipeFile.with(base, "advice", List.of("strategy.name=vanilla")));
  }
}
