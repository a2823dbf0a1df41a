package io.evenkeel.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.measure.Quality;
import java.util.List;
import java.util.Map;

/**
 * A run as its directory tells it.
 *
 * @param group what it has in common with the runs of other seeds; empty where nobody has said
 * @param name what the page calls it: the directory's name where nobody has said
 * @param summary summary.json; a missing node while the run is not finished
 * @param diagnosis diagnosis.json; a missing node where there is none
 * @param modalities the modalities in model order; empty while a run has written nothing
 * @param history history.csv
 * @param steps steps.csv
 * @param recipe recipe.yaml as it stands
 * @param provenance provenance.json, key by key
 * @param samples samples.png as a data URI; empty where there is none
 */
record RunRecord(
    String group,
    String name,
    JsonNode summary,
    JsonNode diagnosis,
    List<String> modalities,
    CsvTable history,
    StepTable steps,
    String recipe,
    Map<String, String> provenance,
    String samples) {

  RunRecord named(String other) {
    return named(group, other);
  }

  RunRecord named(String newGroup, String newName) {
    return new RunRecord(
        newGroup,
        newName,
        summary,
        diagnosis,
        modalities,
        history,
        steps,
        recipe,
        provenance,
        samples);
  }

  boolean finished() {
    return summary.isObject();
  }

  /** The strategy's name; empty while the run is not finished. */
  String strategy() {
    return summary.path("strategy").asText("");
  }

  /** The diagnosis of a split; a missing node where there is none. */
  JsonNode split(String split) {
    return summary.path("splits").path(split);
  }

  /** What A(·) is in this run. */
  Quality quality() {
    return Quality.ofKey(summary.path("metric").asText(provenance.getOrDefault("metric", "")));
  }

  /** A of the prediction on a split, 1 at most; NaN where there is none. */
  double accuracy(String split) {
    return number(split(split).path("accuracy"));
  }

  /** What diagnosis.json says of a split; a missing node where there is none. */
  JsonNode details(String split) {
    return finished() ? diagnosis.path(split) : MissingNode.getInstance();
  }

  /**
   * The interval of a measure on a split, empty where there is none.
   *
   * @param keys where it stands, such as "branch_accuracy", "gray"
   */
  Range interval(String split, String... keys) {
    JsonNode node = split(split).path("interval");
    if (node.isMissingNode()) {
      node = details(split).path("interval");
    }
    for (String key : keys) {
      node = node.path(key);
    }
    boolean known = node.size() == 2 && node.path(0).isNumber() && node.path(1).isNumber();
    return known ? new Range(node.path(0).asDouble(), node.path(1).asDouble()) : Range.EMPTY;
  }

  /** The split that u is quoted for. */
  String mainSplit() {
    return summary.path("cur_split").asText("test");
  }

  /** How u of a branch is written: u(b | a) for two modalities, u(others | a) for more. */
  String utilizationName(String modality) {
    List<String> others = modalities.stream().filter(m -> !m.equals(modality)).toList();
    return "u(" + (others.size() == 1 ? others.get(0) : "others") + " | " + modality + ")";
  }

  /** The recipe without its strategy and its seed: what runs to be compared have in common. */
  String setting() {
    return recipe
        .replaceAll("(?m)^seed:.*\\R?", "")
        .replaceAll("(?m)^strategy:.*(\\R[ \\t].*)*\\R?", "");
  }

  static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }
}
