package io.evenkeel.reproduce;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.runs.RunFiles;
import io.evenkeel.runs.Summary;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a run came to the same as another of the same recipe, and what else was the same.
 *
 * @param files the weights, the table of steps, the table of epochs and the summary
 * @param circumstances what else a result can depend on
 */
public record RunComparison(List<FileComparison> files, List<Circumstance> circumstances) {
  private static final Set<String> WALL_CLOCK_COLUMNS = Set.of("seconds", "wait_seconds");

  /** Compares two finished runs. */
  public static RunComparison of(RunFiles before, RunFiles now) {
    return new RunComparison(
        List.of(
            Findings.of(before.weights(), now.weights(), new WeightsReader()),
            Findings.of(before.steps(), now.steps(), new TableReader(Set.of())),
            Findings.of(before.history(), now.history(), new TableReader(WALL_CLOCK_COLUMNS)),
            Findings.of(before.summary(), now.summary(), new JsonReader(Summary.MEASURED))),
        Circumstance.all(before.provenance(), now.provenance()));
  }

  /** That of the file that differs most. */
  public Verdict verdict() {
    return files.stream().map(FileComparison::verdict).reduce(Verdict.IDENTICAL, Verdict::and);
  }

  /** What changed beside the recipe. */
  public List<Circumstance> changed() {
    return circumstances.stream().filter(Circumstance::changed).toList();
  }

  /** Everything as JSON: reproduction.json. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("result", verdict().toString());
    root.putObject("tolerance")
        .put("absolute", Tolerance.OF_FLOATS.absolute())
        .put("relative", Tolerance.OF_FLOATS.relative());
    ObjectNode compared = root.putObject("files");
    for (FileComparison file : files) {
      ObjectNode node = compared.putObject(file.file()).put("result", file.verdict().toString());
      put(node, "first_difference", file.first());
      put(node, "largest_difference", file.largest());
    }
    ObjectNode beside = root.putObject("circumstances");
    for (Circumstance c : circumstances) {
      beside
          .putObject(c.name())
          .put("before", c.before())
          .put("now", c.now())
          .put("changed", c.changed());
    }
    return root;
  }

  private static void put(ObjectNode node, String key, Optional<Difference> difference) {
    difference.ifPresent(
        d ->
            node.putObject(key)
                .put("where", d.where())
                .put("before", d.before())
                .put("now", d.now()));
  }
}
