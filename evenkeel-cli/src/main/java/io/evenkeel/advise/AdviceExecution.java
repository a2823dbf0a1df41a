package io.evenkeel.advise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.data.DataSplits;
import io.evenkeel.experiment.Cell;
import io.evenkeel.files.WholeFile;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunExecution;
import io.evenkeel.runs.RunLock;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;

/**
 * Finds the answer to a question, part by part; a later call goes on where an earlier one was
 * stopped, with the same plan.
 *
 * @param question what is asked
 * @param files where everything goes
 * @param stage how runs are run
 * @param notices is told, a line each, what is being done
 * @param clock seconds that go by
 */
public record AdviceExecution(
    Question question,
    AdviceFiles files,
    Stage stage,
    Consumer<String> notices,
    DoubleSupplier clock) {

  /** Enough for the rate of training to settle. */
  private static final int CALIBRATION_SAMPLES = 2000;

  private static final double CALIBRATION_SECONDS = 4;
  private static final int MOST_EPOCHS = 20;

  /**
   * Runs what is left to run, and writes down what it comes to.
   *
   * @throws io.evenkeel.input.BadInputException if the folder holds something else, the recipe
   *     cannot be run, or the budget is too small
   * @throws java.util.concurrent.CancellationException if it was interrupted
   * @throws FailedRunException if plain training fails
   */
  public Advice run() {
    AdviceRecord record = new AdviceRecord(question, files);
    record.requireOwnFolder();
    DataSplits data = RunExecution.open(question.recipe(), notices, stage.interrupted());
    RunExecution.network(question.recipe(), data).close();
    WholeFile.requireWritableFolder(files.folder());
    try (RunLock lock = RunLock.acquire(files.folder(), "advise")) {
      record.claim();
      double begun = clock.getAsDouble();
      double before = record.secondsSoFar();
      Plan plan = record.plan().orElseGet(() -> plan(data, record));
      notices.accept(
          "plan: %d training samples, %d epochs, %d seeds, %d remedies"
              .formatted(plan.samples(), plan.epochs(), plan.seeds(), plan.remedies().size()));
      double looked = clock.getAsDouble();
      try {
        Recipe base = question.plain(data, plan.samples(), plan.epochs());
        List<JsonNode> plain = stage.all(cells("vanilla", base, plan, files.look()));
        Use use = Use.of(plain, single(base, plan));
        Plan settled =
            record.isSettled() ? plan : settle(plan, record, since(looked), before + since(begun));
        List<Trial> trials = new Remedies(base, settled, files, stage, notices).tried(plain);
        Advice advice = Advice.of(question, settled, use, plain, trials, before + since(begun));
        write(advice, record);
        return advice;
      } finally {
        record.keepSeconds(before + since(begun));
      }
    }
  }

  private double since(double begun) {
    return clock.getAsDouble() - begun;
  }

  /** A recipe with every seed. */
  static List<Cell> cells(String label, Recipe recipe, Plan plan, Path folder) {
    return LongStream.rangeClosed(1, plan.seeds())
        .mapToObj(seed -> Cell.of(label, recipe, seed, folder))
        .toList();
  }

  private Plan plan(DataSplits data, AdviceRecord record) {
    notices.accept("measuring what a run takes");
    List<String> remedies = question.remedies().stream().map(Remedy::label).toList();
    Plan.Wish wish =
        new Plan.Wish(data.train().size(), question.recipe().epochs(), question.seeds(), remedies);
    RunCost cost = calibrate(data);
    Plan plan = Plan.within(question.budget(), cost, wish, stage.jobs());
    record.keep(plan, cost);
    return plan;
  }

  /** A program is slow at first: where one epoch says little, a longer run is measured. */
  private RunCost calibrate(DataSplits data) {
    double begun = clock.getAsDouble();
    RunCost first = calibrate(data, 1);
    double epoch = since(begun);
    return epoch >= CALIBRATION_SECONDS
        ? first
        : calibrate(data, Math.min(MOST_EPOCHS, (int) Math.ceil(CALIBRATION_SECONDS / epoch)));
  }

  private RunCost calibrate(DataSplits data, int epochs) {
    double begun = clock.getAsDouble();
    int samples = Math.min(CALIBRATION_SAMPLES, data.train().size());
    Recipe recipe = question.plain(data, samples, epochs);
    String label = "epochs-" + epochs;
    JsonNode run = stage.all(List.of(Cell.of(label, recipe, 1, files.calibration()))).get(0);
    return RunCost.of(samples, epochs, run.path("samples_per_second").asDouble(), since(begun));
  }

  /** Leaves out remedies that there is no time for, as plain training has shown. */
  private Plan settle(Plan plan, AdviceRecord record, double look, double soFar) {
    RunCost expected = record.cost();
    double slower = Math.max(1, look / (plan.look(expected) / stage.jobs()));
    Plan settled =
        plan.cutTo(question.budget().seconds() - soFar, expected.times(slower), stage.jobs());
    if (settled.remedies().size() < plan.remedies().size()) {
      notices.accept(
          "plain training took longer than expected: " + settled.remedies().size() + " remedies");
    }
    record.settle(settled);
    return settled;
  }

  private Map<String, List<JsonNode>> single(Recipe base, Plan plan) {
    Map<String, List<JsonNode>> single = new LinkedHashMap<>();
    for (String modality : base.data().modalities()) {
      Recipe recipe = Question.alone(base, modality);
      single.put(modality, stage.all(cells(modality + "-alone", recipe, plan, files.look())));
    }
    return single;
  }

  private void write(Advice advice, AdviceRecord record) {
    ObjectNode answer = new AdviceJson(advice).json();
    record.keep(answer);
    WholeFile.write(files.recipe(), RecipeFile.write(advice.recipe()));
    new AdvicePage(advice).write(files.report());
  }
}
