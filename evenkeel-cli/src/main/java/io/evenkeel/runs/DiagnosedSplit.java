package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.measure.AnswerIntervals;
import io.evenkeel.measure.Bootstrap;
import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.run.Seed;
import java.util.List;
import java.util.Optional;

/**
 * What a trained network does on one held-out split, and how far other samples would move it.
 *
 * @param diagnosis the measures
 * @param intervals their intervals; empty where none were asked for
 */
public record DiagnosedSplit(Diagnosis diagnosis, Optional<AnswerIntervals> intervals) {
  /** How many resamples a run's own diagnosis takes. */
  public static final int RESAMPLES = 10_000;

  /**
   * A diagnosis with intervals that follow from the recipe's seed and the split's name.
   *
   * @param resamples how many resamples of the split's samples; 0 for no intervals
   */
  public static DiagnosedSplit of(Recipe recipe, Diagnosis diagnosis, int resamples) {
    Seed seed = new Seed(recipe.seed()).fold("bootstrap").fold(diagnosis.split());
    return new DiagnosedSplit(
        diagnosis,
        resamples == 0
            ? Optional.empty()
            : Optional.of(new Bootstrap(resamples).intervals(diagnosis.answers(), seed.random())));
  }

  /** Each split's measures and intervals under its name, as summary.json has them. */
  static ObjectNode summaries(List<DiagnosedSplit> splits) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    splits.forEach(split -> root.set(split.diagnosis().split(), split.summary()));
    return root;
  }

  /** The accuracies alone. */
  ObjectNode accuracies() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("samples", diagnosis.score().samples());
    node.put("loss", diagnosis.score().loss());
    node.put("accuracy", diagnosis.score().accuracy());
    node.set("branch_accuracy", JsonNumbers.each(diagnosis.score().branchAccuracy()));
    node.set(
        "isolated_accuracy",
        JsonNumbers.each(diagnosis.utilization().branches().map(b -> b.isolated())));
    return node;
  }

  /** u of each branch; nothing for one modality. */
  ObjectNode utilization() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    var branches = diagnosis.utilization().branches();
    if (branches.size() > 1) {
      branches
          .modalities()
          .forEach(m -> JsonNumbers.put(node, m.name(), diagnosis.utilization().of(m)));
    }
    return node;
  }

  /** Measures and intervals. */
  ObjectNode summary() {
    ObjectNode node = accuracies();
    node.put("meaning", diagnosis.meaning());
    node.set("cur", utilization());
    JsonNumbers.put(node, "d_util", diagnosis.utilization().difference());
    intervals.ifPresent(i -> node.set("interval", json(i)));
    return node;
  }

  private static ObjectNode json(AnswerIntervals intervals) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("level", ConfidenceInterval.LEVEL);
    node.put("resamples", intervals.resamples());
    put(node, "accuracy", Optional.of(intervals.accuracy()));
    putEach(node.putObject("branch_accuracy"), intervals.branchAccuracy().map(Optional::of));
    putEach(node.putObject("isolated_accuracy"), intervals.isolatedAccuracy().map(Optional::of));
    ObjectNode cur = node.putObject("cur");
    if (intervals.utilization().size() > 1) {
      putEach(cur, intervals.utilization());
    }
    put(node, "d_util", intervals.difference());
    return node;
  }

  private static void putEach(
      ObjectNode node, PerModality<Optional<ConfidenceInterval>> intervals) {
    intervals.forEach((modality, interval) -> put(node, modality.name(), interval));
  }

  private static void put(ObjectNode node, String key, Optional<ConfidenceInterval> interval) {
    if (interval.isPresent()) {
      node.putArray(key).add(interval.get().low()).add(interval.get().high());
    } else {
      node.putNull(key);
    }
  }
}
