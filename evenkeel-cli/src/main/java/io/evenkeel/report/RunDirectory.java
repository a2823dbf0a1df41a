package io.evenkeel.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads run directories. */
final class RunDirectory {
  private static final String BRANCH_COLUMN = "validation_accuracy_";

  private RunDirectory() {}

  /** The run in a folder, finished or not. */
  static RunRecord read(Path folder) {
    CsvTable history = CsvTable.read(folder.resolve("history.csv"));
    List<String> modalities =
        history.columns().stream()
            .filter(c -> c.startsWith(BRANCH_COLUMN))
            .map(c -> c.substring(BRANCH_COLUMN.length()))
            .toList();
    if (modalities.isEmpty()) {
      throw new BadInputException(
          folder.resolve("history.csv") + ", line 1",
          "no column " + BRANCH_COLUMN + "*",
          "one for each modality");
    }
    return new RunRecord(
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        json(folder.resolve("summary.json")),
        modalities,
        history,
        CsvTable.read(folder.resolve("steps.csv")),
        text(folder.resolve("recipe.yaml")),
        text(folder.resolve("provenance.json")));
  }

  private static JsonNode json(Path file) {
    if (!Files.exists(file)) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode json = new ObjectMapper().readTree(text(file));
      if (!json.isObject()) {
        throw new BadInputException(file.toString(), "no JSON object", "the summary of a run");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + ", line " + e.getLocation().getLineNr(), "malformed JSON", "a summary", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read (" + e + ")", "text", e);
    }
  }
}
