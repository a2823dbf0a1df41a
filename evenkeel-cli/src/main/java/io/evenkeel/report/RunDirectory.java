package io.evenkeel.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import io.evenkeel.measure.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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

  private RunDirectory() {}

  /** The run in a folder, finished or not. */
  static RunRecord read(Path folder) {
    JsonNode summary = json(folder.resolve("summary.json"));
    CsvTable history = CsvTable.read(folder.resolve("history.csv"));
    requireHeader(history.file(), history.columns(), summary);
    if (!history.columns().isEmpty()) {
      HISTORY_COLUMNS.forEach(history::column);
    }
    StepTable steps = StepTable.read(folder.resolve("steps.csv"));
    requireHeader(steps.file(), steps.columns(), summary);
    return new RunRecord(
        "",
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        summary,
        json(folder.resolve("diagnosis.json")),
        modalities(history, steps),
        history,
        steps,
        text(folder.resolve("recipe.yaml")),
        entries(json(folder.resolve("provenance.json"))),
        picture(folder.resolve("samples.png")));
  }

  /** A run that has not ended its first epoch may have written nothing; a finished one has. */
  private static void requireHeader(Path file, List<String> columns, JsonNode summary) {
    if (columns.isEmpty() && summary.isObject()) {
      throw new BadInputException(file + ", line 1", "no header line", "a table of a finished run");
    }
  }

  private static List<String> modalities(CsvTable history, StepTable steps) {
    List<String> branches = history.columnsAfter(BRANCH_COLUMN);
    List<String> modalities = branches.isEmpty() ? steps.modalities() : branches;
    if (modalities.isEmpty() && !history.columns().isEmpty()) {
      throw new BadInputException(
          history.file() + ", line 1", "no column " + BRANCH_COLUMN + "*", "one for each modality");
    }
    modalities.forEach(
        m -> {
          if (!steps.columns().isEmpty() && !steps.modalities().contains(m)) {
            throw new BadInputException(
                steps.file() + ", line 1",
                "no column " + SPEED_COLUMN + m,
                "one among the columns");
          }
        });
    return modalities;
  }

  /** What A(·) is in the run in a folder, which may have written nothing yet. */
  static Quality quality(Path folder) {
    try {
      return Quality.ofKey(json(folder.resolve("provenance.json")).path("metric").asText());
    } catch (BadInputException unreadable) {
      // Whoever watches a run has its numbers all the same.
      return Quality.ACCURACY;
    }
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

  private static String picture(Path file) {
    try {
      return Files.exists(file)
          ? "data:image/png;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file))
          : "";
    } catch (IOException e) {
      throw FileTrouble.unreadable(file, "a picture", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw FileTrouble.unreadable(file, "text", e);
    }
  }
}
