package io.evenkeel.advise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.runs.JsonFile;
import io.evenkeel.runs.ProgramVersion;
import io.evenkeel.runs.RecipeDifference;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunFiles;
import java.nio.file.Files;
import java.util.Optional;

/**
 * {@code advice.json}: the question, the plan, how long it has taken so far, and the answer.
 *
 * @param question what is asked
 * @param files where it stands
 */
record AdviceRecord(Question question, AdviceFiles files) {
  private static final String ELSE = ", or another --out";

  /**
   * Checks that the folder is new, or holds the same question or one that has got no plan, and
   * writes nothing.
   *
   * @throws BadInputException otherwise, naming what differs
   */
  void requireOwnFolder() {
    String where = files.folder().toString();
    if (!Files.exists(files.json())) {
      if (!new RunFiles(files.folder()).isNew()) {
        throw new BadInputException(
            where,
            "no " + RunFiles.ADVICE + " among what is in it",
            "a new folder, or an advice's");
      }
      return;
    }
    ObjectNode there = read();
    if (!there.has("plan")) {
      return;
    }
    RecipeDifference.first(there.path("recipe"), RecipeFile.tree(question.recipe()))
        .ifPresent(
            difference -> {
              throw new BadInputException(
                  where + ", advice on another recipe",
                  difference.key() + " " + difference.left(),
                  difference.right() + " as asked for" + ELSE);
            });
    for (String key : new String[] {"budget_seconds", "seeds", "remedies"}) {
      if (!there.path(key).equals(asked().path(key))) {
        throw new BadInputException(
            files.json().toString(),
            key + " " + there.path(key),
            asked().path(key) + " as asked for" + ELSE);
      }
    }
  }

  private ObjectNode read() {
    return JsonFile.read(files.json(), "what advise has written");
  }

  private ObjectNode asked() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("command", "advise");
    node.put("evenkeel", ProgramVersion.number());
    node.put("budget_seconds", question.budget().seconds());
    node.put("seeds", question.seeds());
    question.remedies().forEach(remedy -> node.withArray("remedies").add(remedy.label()));
    node.set("recipe", RecipeFile.tree(question.recipe()));
    return node;
  }

  /** Marks the folder as this question's, unless an earlier call has a plan for it. */
  void claim() {
    if (plan().isEmpty()) {
      JsonFile.write(files.json(), asked());
    }
  }

  /** What an earlier call has planned. */
  Optional<Plan> plan() {
    return Files.exists(files.json()) && read().has("plan")
        ? Optional.of(Plan.read(read().path("plan")))
        : Optional.empty();
  }

  double secondsSoFar() {
    return Files.exists(files.json()) ? read().path("seconds").asDouble(0) : 0;
  }

  void keep(Plan plan, RunCost cost) {
    ObjectNode node = asked();
    node.set("plan", plan.json());
    node.putObject("cost")
        .put("fixed_seconds", cost.fixed())
        .put("seconds_per_sample", cost.perSample());
    JsonFile.write(files.json(), node);
  }

  /** What {@link #keep(Plan, RunCost)} was told that a run takes. */
  RunCost cost() {
    JsonNode cost = read().path("cost");
    return new RunCost(
        cost.path("fixed_seconds").asDouble(), cost.path("seconds_per_sample").asDouble());
  }

  /** Whether it is decided which remedies there is time for. */
  boolean isSettled() {
    return read().path("settled").asBoolean();
  }

  void settle(Plan plan) {
    ObjectNode node = read();
    node.set("plan", plan.json());
    node.put("settled", true);
    JsonFile.write(files.json(), node);
  }

  void keep(JsonNode answer) {
    ObjectNode node = read();
    node.set("answer", answer);
    JsonFile.write(files.json(), node);
  }

  /**
   * Writes down how long it has taken; not before there is a plan, without which it begins anew.
   */
  void keepSeconds(double seconds) {
    if (Files.exists(files.json())) {
      ObjectNode node = read();
      node.put("seconds", seconds);
      JsonFile.write(files.json(), node);
    }
  }
}
