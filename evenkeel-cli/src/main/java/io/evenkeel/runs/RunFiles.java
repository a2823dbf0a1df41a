package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a run directory, by their contract names.
 *
 * @param folder the run directory
 */
public record RunFiles(Path folder) {

  public Path recipe() {
    return folder.resolve("recipe.yaml");
  }

  public Path provenance() {
    return folder.resolve("provenance.json");
  }

  public Path history() {
    return folder.resolve("history.csv");
  }

  public Path steps() {
    return folder.resolve("steps.csv");
  }

  public Path summary() {
    return folder.resolve("summary.json");
  }

  public Path weights() {
    return folder.resolve("best.safetensors");
  }

  public Path diagnosis() {
    return folder.resolve("diagnosis.json");
  }

  public Path report() {
    return folder.resolve("report.html");
  }

  /** Every file of a run, the recipe first. */
  public List<Path> all() {
    return List.of(
        recipe(), provenance(), history(), steps(), summary(), weights(), diagnosis(), report());
  }

  /** Refuses a folder in which a run is that has not failed, unless it may be replaced. */
  public void refuseOtherRun(boolean overwrite) {
    if (Files.exists(recipe()) && !overwrite && recorded(Provenance.FAILED).isEmpty()) {
      throw new BadInputException(
          folder.toString(), "a run is there already", "another --out, or --overwrite");
    }
  }

  /** What provenance.json says of a key; empty where it says nothing or is no JSON. */
  public Optional<String> recorded(String key) {
    try {
      JsonNode value = new ObjectMapper().readTree(provenance().toFile()).path(key);
      return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Checks that a finished or unfinished run is here. */
  public RunFiles requireRun() {
    if (!Files.isRegularFile(recipe())) {
      throw new BadInputException(
          folder.toString(), "no recipe.yaml in it", "a run directory that train has written");
    }
    return this;
  }
}
