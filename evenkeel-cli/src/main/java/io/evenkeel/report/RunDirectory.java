package io.evenkeel.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads run directories. */
final class RunDirectory {
  static final String BRANCH_COLUMN = "validation_accuracy_";
  private static final String SPEED_COLUMN = "s_";
  static final List<String> HISTORY_COLUMNS =
      List.of(
          "epoch",
          "train_loss",
          "train_accuracy",
          "validation_loss",
          "validation_accuracy",
          "best");
  private static final List<String> STEP_COLUMNS = List.of("step", "modality", "d_speed");

  private RunDirectory() {}

  /** The run in a folder, finished or not. */
  static RunRecord read(Path folder) {
    JsonNode summary = json(folder.resolve("summary.json"));
    CsvTable history = table(folder.resolve("history.csv"), HISTORY_COLUMNS, summary);
    CsvTable steps = table(folder.resolve("steps.csv"), STEP_COLUMNS, summary);
    return new RunRecord(
        "",
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        summary,
        json(folder.resolve("diagnosis.json")),
        modalities(history, steps),
        history,
        steps,
        text(folder.resolve("recipe.yaml")),
        entries(json(folder.resolve("provenance.json"))));
  }

  /** A run that has not ended its first epoch may have written nothing; a finished one has. */
  private static CsvTable table(Path file, List<String> required, JsonNode summary) {
    CsvTable table = CsvTable.read(file);
    if (!table.columns().isEmpty()) {
      required.forEach(table::column);
    } else if (summary.isObject()) {
      throw new BadInputException(file + ", line 1", "no header line", "a table of a finished run");
    }
    return table;
  }

  private static List<String> modalities(CsvTable history, CsvTable steps) {
    List<String> branches = history.columnsAfter(BRANCH_COLUMN);
    List<String> modalities = branches.isEmpty() ? steps.columnsAfter(SPEED_COLUMN) : branches;
    if (modalities.isEmpty() && !history.columns().isEmpty()) {
      throw new BadInputException(
          history.file() + ", line 1", "no column " + BRANCH_COLUMN + "*", "one for each modality");
    }
    modalities.forEach(
        m -> {
          if (!steps.columns().isEmpty()) {
            steps.column(SPEED_COLUMN + m);
          }
        });
    return modalities;
  }

  private static JsonNode json(Path file) {
    if (!Files.exists(file)) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode json =
          new ObjectMapper()
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(text(file));
      if (!json.isObject()) {
        throw new BadInputException(file + ", line 1", "no JSON object", "one, as train writes it");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + ", line " + e.getLocation().getLineNr(),
          "malformed JSON",
          "one JSON object, as train writes it",
          e);
    }
  }

  private static Map<String, String> entries(JsonNode json) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      JsonNode value = entry.getValue();
      entries.put(entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
    }
    return entries;
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read (" + e + ")", "text", e);
    }
  }
}
