package io.evenkeel.advise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.experiment.CellResults;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.PairedDifference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Tries remedies by successive halving on validation data.
 *
 * @param base plain training at the plan's size
 */
record Remedies(Recipe base, Plan plan, AdviceFiles files, Stage stage, Consumer<String> notices) {

  private static final String VALIDATION = "/validation/accuracy";

  /**
   * How far every remedy came.
   *
   * @param plain the summaries of plain training, one for each seed
   */
  List<Trial> tried(List<JsonNode> plain) {
    Map<String, Trial> trials = new LinkedHashMap<>();
    List<Remedy> left = Remedy.named(plan.remedies());
    left.forEach(remedy -> trials.put(remedy.label(), Trial.begun(remedy)));
    List<Halving.Rung> rungs = plan.halving().rungs();
    for (int r = 0; r < rungs.size() && !left.isEmpty(); r++) {
      boolean last = r == rungs.size() - 1;
      int kept = last ? Plan.FINALISTS : rungs.get(r + 1).candidates();
      notices.accept("round %d: %d remedies".formatted(r + 1, left.size()));
      left = round(r + 1, rungs.get(r).epochs(), left, kept, trials);
    }
    notices.accept("finals: " + left.stream().map(Remedy::label).toList());
    for (Remedy finalist : left) {
      trials.compute(finalist.label(), (label, trial) -> result(trial, plain));
    }
    return List.copyOf(trials.values());
  }

  /** Trains remedies with the first seed; the best of them. */
  private List<Remedy> round(
      int number, int epochs, List<Remedy> remedies, int kept, Map<String, Trial> trials) {
    // The last round is the first seed of the finals.
    Path folder = epochs == plan.epochs() ? files.finals() : files.round(number);
    Recipe shorter = base.withEpochs(epochs);
    List<Cell> cells = new ArrayList<>();
    for (Remedy remedy : remedies) {
      cells.add(Cell.of(remedy.label(), remedy.in(shorter), 1, folder));
    }
    CellResults results = stage.run(cells);
    Map<Remedy, Double> metrics = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      Remedy remedy = remedies.get(i);
      OptionalDouble metric = metric(results, cells.get(i));
      if (metric.isPresent()) {
        metrics.put(remedy, metric.getAsDouble());
        trials.compute(remedy.label(), (l, trial) -> trial.after(metric.getAsDouble()));
      }
    }
    for (CellResult.Failed failed : results.failed()) {
      trials.compute(failed.cell().label(), (l, trial) -> trial.refused(failed.error()));
    }
    // A stable sort: of equals, those that stand first in the list of remedies go on.
    return metrics.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(kept)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static OptionalDouble metric(CellResults results, Cell cell) {
    JsonNode value =
        results.summary(cell).map(s -> s.at(VALIDATION)).orElse(MissingNode.getInstance());
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  private Trial result(Trial trial, List<JsonNode> plain) {
    Recipe recipe = trial.remedy().in(base);
    CellResults results =
        stage.run(AdviceExecution.cells(trial.remedy().label(), recipe, plan, files.finals()));
    if (!results.failed().isEmpty()) {
      return trial.refused(results.failed().get(0).error());
    }
    List<JsonNode> own = results.finished().stream().map(CellResult.Finished::summary).toList();
    String split = Use.split(own.get(0));
    double[] imbalances = ModalityUse.values(own, split, "/d_util");
    return trial.with(
        new Trial.Result(
            Arrays.stream(numbers(own, VALIDATION)).boxed().toList(),
            Estimate.ofMean(numbers(own, VALIDATION)),
            PairedDifference.of(numbers(own, VALIDATION), numbers(plain, VALIDATION)),
            Estimate.ofMean(numbers(own, "/test/accuracy")),
            PairedDifference.of(numbers(own, "/test/accuracy"), numbers(plain, "/test/accuracy")),
            Arrays.stream(imbalances).map(Math::abs).average(),
            cost(own, plain)));
  }

  static double[] numbers(List<JsonNode> summaries, String pointer) {
    return summaries.stream().mapToDouble(summary -> summary.at(pointer).asDouble()).toArray();
  }

  private static double cost(List<JsonNode> own, List<JsonNode> plain) {
    double[] rates = numbers(own, "/samples_per_second");
    double[] plainRates = numbers(plain, "/samples_per_second");
    double[] ratios =
        IntStream.range(0, rates.length)
            .mapToDouble(i -> plainRates[i] / rates[i])
            .sorted()
            .toArray();
    int middle = ratios.length / 2;
    return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
  }
}
