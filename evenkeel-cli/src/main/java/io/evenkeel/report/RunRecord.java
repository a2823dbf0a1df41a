package io.evenkeel.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A run as its directory tells it.
 *
 * @param name the directory's name
 * @param summary summary.json; a missing node while the run is not finished
 * @param modalities the modalities in model order
 * @param history history.csv
 * @param steps steps.csv
 * @param recipe recipe.yaml as it stands
 * @param provenance provenance.json as it stands
 */
record RunRecord(
    String name,
    JsonNode summary,
    List<String> modalities,
    CsvTable history,
    CsvTable steps,
    String recipe,
    String provenance) {

  boolean finished() {
    return summary.isObject();
  }

  boolean multimodal() {
    return modalities.size() > 1;
  }

  /** The diagnosis of a split; a missing node where there is none. */
  JsonNode split(String split) {
    return summary.path("splits").path(split);
  }

  /** The split that u is quoted for. */
  String mainSplit() {
    return summary.path("cur_split").asText("test");
  }
}
