package io.evenkeel.method;

import io.evenkeel.data.Dataset;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Task;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What a method can be combined with. A reason is a clause that says what of the method the
 * combination contradicts; empty allows it.
 *
 * @param lateFusionOnly why branches must not exchange information
 * @param classesOnly why the task must be to tell classes
 * @param mostModalities how many modalities it is defined for at most
 * @param wholeBatchesOnly why a batch must be computed at once
 * @param completeSamplesOnly why no sample may lack a modality
 */
public record Support(
    Optional<String> lateFusionOnly,
    Optional<String> classesOnly,
    OptionalInt mostModalities,
    Optional<String> wholeBatchesOnly,
    Optional<String> completeSamplesOnly) {

  /** Every combination of two or more modalities. */
  public static Support ofEverything() {
    return new Support(
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** No fusion but that of the logits, for this reason. */
  public Support lateFusionOnly(String reason) {
    return new Support(
        Optional.of(reason), classesOnly, mostModalities, wholeBatchesOnly, completeSamplesOnly);
  }

  /** No task but classes, for this reason. */
  public Support classesOnly(String reason) {
    return new Support(
        lateFusionOnly, Optional.of(reason), mostModalities, wholeBatchesOnly, completeSamplesOnly);
  }

  /** No more modalities than these. */
  public Support atMost(int modalities) {
    return new Support(
        lateFusionOnly,
        classesOnly,
        OptionalInt.of(modalities),
        wholeBatchesOnly,
        completeSamplesOnly);
  }

  /** No micro-batches, for this reason. */
  public Support wholeBatchesOnly(String reason) {
    return new Support(
        lateFusionOnly, classesOnly, mostModalities, Optional.of(reason), completeSamplesOnly);
  }

  /** No sample that lacks a modality, for this reason. */
  public Support completeSamplesOnly(String reason) {
    return new Support(
        lateFusionOnly, classesOnly, mostModalities, wholeBatchesOnly, Optional.of(reason));
  }

  /**
   * Refuses a combination that the method is not defined for.
   *
   * @param modalities how many the data have
   * @throws BadInputException that says what the method needs, and why
   */
  public void require(Recipe recipe, Task task, int modalities) {
    String name = recipe.strategy().name().key();
    Kind fusion = recipe.model().fusion().kind();
    if (modalities < 2) {
      throw refusal(name, "one modality", "two or more, for it is a way to train several together");
    }
    if (mostModalities.isPresent() && modalities > mostModalities.getAsInt()) {
      throw refusal(name, modalities + " modalities", mostModalities.getAsInt() + " at most");
    }
    if (lateFusionOnly.isPresent() && fusion != Kind.NONE) {
      throw refusal(
          name,
          "model.fusion.kind " + fusion.name().toLowerCase(Locale.ROOT),
          "model.fusion.kind none, for " + lateFusionOnly.get());
    }
    if (classesOnly.isPresent() && !(task instanceof Task.Classes)) {
      throw refusal(name, "labels that are no classes", "classes, for " + classesOnly.get());
    }
    if (wholeBatchesOnly.isPresent() && recipe.batch().accumulate() > 1) {
      throw refusal(
          name,
          "batch.accumulate " + recipe.batch().accumulate(),
          "batch.accumulate 1, for " + wholeBatchesOnly.get());
    }
  }

  /**
   * The same, for these training samples.
   *
   * @throws BadInputException that says what the method needs, and why
   */
  public void require(Recipe recipe, Dataset train) {
    require(recipe, train.task(), train.shapes().size());
    if (completeSamplesOnly.isPresent() && !isComplete(train)) {
      throw refusal(
          recipe.strategy().name().key(),
          "training samples that lack a modality",
          "every modality in each, for " + completeSamplesOnly.get());
    }
  }

  private static boolean isComplete(Dataset data) {
    return data.shapes().modalities().stream()
        .allMatch(m -> IntStream.range(0, data.size()).allMatch(sample -> data.has(m, sample)));
  }

  private static BadInputException refusal(String name, String found, String expected) {
    return new BadInputException("strategy.name", name + " with " + found, expected);
  }
}
