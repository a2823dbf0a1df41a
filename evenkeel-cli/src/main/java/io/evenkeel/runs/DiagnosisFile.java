package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.measure.ClassAnswers;
import io.evenkeel.measure.ClassScore;
import io.evenkeel.measure.ConfusionMatrix;
import io.evenkeel.measure.NumberAnswers;
import io.evenkeel.modality.PerModality;
import io.evenkeel.train.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * diagnosis.json: what was measured last on each split, with a row for each class and the confusion
 * matrices.
 *
 * @param file where it is
 */
public record DiagnosisFile(Path file) {

  /** Where findings on training batches stand. */
  private static final String TRAIN = "train";

  private static final String PROBES = "probes";

  /** Writes these splits, and keeps what the file says of others. */
  public void write(List<DiagnosedSplit> splits) {
    write(splits, Map.of(), List.of());
  }

  /**
   * Writes these splits with what probes have found on them; keeps what the file says of others,
   * and what other probes have found on these.
   *
   * @param found by the name of a split
   * @param inTraining what was found on training batches
   */
  public void write(
      List<DiagnosedSplit> splits, Map<String, List<Finding>> found, List<Finding> inTraining) {
    ObjectNode root = existing();
    for (DiagnosedSplit split : splits) {
      String name = split.diagnosis().split();
      ObjectNode detail = detail(split);
      JsonNode before = root.path(name).path(PROBES);
      if (before.isObject()) {
        detail.set(PROBES, before);
      }
      add(detail, found.getOrDefault(name, List.of()));
      root.set(name, detail);
    }
    if (!inTraining.isEmpty()) {
      add(root.withObjectProperty(TRAIN), inTraining);
    }
    JsonFile.write(file, root);
  }

  private static void add(ObjectNode split, List<Finding> findings) {
    findings.forEach(f -> split.withObjectProperty(PROBES).set(f.probe().key(), FindingJson.of(f)));
  }

  private ObjectNode existing() {
    return JsonFile.find(file) instanceof ObjectNode root
        ? root
        : JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode detail(DiagnosedSplit split) {
    ObjectNode node = split.summary();
    if (split.diagnosis().answers() instanceof NumberAnswers numbers) {
      node.put("metric", numbers.quality().key());
      node.set("outputs", OutputJson.rows(numbers));
      return node;
    }
    ClassAnswers answers = (ClassAnswers) split.diagnosis().answers();
    node.set("classes", classes(answers));
    ObjectNode confusion = node.putObject("confusion");
    confusion.set("prediction", counts(answers.confusion(answers.prediction())));
    ObjectNode branches = confusion.putObject("branch");
    answers
        .branches()
        .forEach((m, b) -> branches.set(m.name(), counts(answers.confusion(m, b.fused()))));
    return node;
  }

  private static ArrayNode classes(ClassAnswers answers) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (ClassScore score : ClassScore.all(answers)) {
      ObjectNode row = rows.addObject();
      row.put("class", score.label());
      row.put("name", answers.classNames().get(score.label()));
      row.put("samples", score.samples());
      JsonNumbers.put(row, "recall", score.recall());
      JsonNumbers.put(row, "precision", score.precision());
      putRecalls(row.putObject("branch_recall"), score.branchRecall());
      putRecalls(row.putObject("isolated_recall"), score.isolatedRecall());
    }
    return rows;
  }

  private static void putRecalls(ObjectNode node, PerModality<OptionalDouble> recalls) {
    recalls.forEach((modality, recall) -> JsonNumbers.put(node, modality.name(), recall));
  }

  private static ArrayNode counts(ConfusionMatrix matrix) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (int[] row : matrix.counts()) {
      ArrayNode cells = rows.addArray();
      for (int count : row) {
        cells.add(count);
      }
    }
    return rows;
  }
}
