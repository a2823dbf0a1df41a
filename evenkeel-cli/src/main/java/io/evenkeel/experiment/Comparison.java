package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the recipes of an experiment came to over their seeds, and how far each is from the first.
 *
 * @param recipes the recipes' labels; the first is what the others are compared with
 * @param seeds the seeds
 * @param metrics what was measured
 * @param rows a row for each metric of each recipe, recipe by recipe
 * @param relation |d_speed| against |d_util|
 * @param conditions in what the runs differ beside recipe and seed, as sentences
 * @param results the cells that this is about
 */
public record Comparison(
    List<String> recipes,
    List<Long> seeds,
    List<Metric> metrics,
    List<Row> rows,
    Relation relation,
    List<String> conditions,
    CellResults results) {

  /**
   * A metric of a recipe.
   *
   * @param recipe the recipe's label
   * @param values the metric by seed, where a finished run has it
   * @param estimate its mean; empty where no run has it
   * @param difference its distance from the first recipe, over the seeds that both have; empty for
   *     the first recipe and where there is no such seed
   */
  public record Row(
      String recipe,
      Metric metric,
      NavigableMap<Long, Double> values,
      Optional<Estimate> estimate,
      Optional<PairedDifference> difference) {}

  /** Of the cells of an experiment, of which at least one is finished. */
  public static Comparison of(CellResults results) {
    List<String> recipes = results.cells().stream().map(Cell::label).distinct().toList();
    List<Long> seeds =
        results.cells().stream().map(cell -> cell.recipe().seed()).distinct().sorted().toList();
    List<JsonNode> summaries =
        results.finished().stream().map(CellResult.Finished::summary).toList();
    List<Metric> metrics = Metric.of(summaries);
    List<Row> rows = new ArrayList<>();
    for (String recipe : recipes) {
      for (Metric metric : metrics) {
        NavigableMap<Long, Double> values = values(results, recipe, metric);
        Optional<PairedDifference> difference =
            recipe.equals(recipes.get(0))
                ? Optional.empty()
                : difference(values, values(results, recipes.get(0), metric));
        rows.add(new Row(recipe, metric, values, estimate(values), difference));
      }
    }
    return new Comparison(
        recipes,
        seeds,
        metrics,
        List.copyOf(rows),
        Relation.of(results),
        Conditions.differences(results),
        results);
  }

  private static NavigableMap<Long, Double> values(
      CellResults results, String recipe, Metric metric) {
    NavigableMap<Long, Double> values = new TreeMap<>();
    for (CellResult.Finished finished : results.finished()) {
      if (finished.cell().label().equals(recipe)) {
        metric
            .of(finished.summary())
            .ifPresent(value -> values.put(finished.cell().recipe().seed(), value));
      }
    }
    return values;
  }

  private static Optional<Estimate> estimate(Map<Long, Double> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(Estimate.ofMean(doubles(values)));
  }

  private static Optional<PairedDifference> difference(
      NavigableMap<Long, Double> values, NavigableMap<Long, Double> baselines) {
    Map<Long, Double> paired = new LinkedHashMap<>(values);
    paired.keySet().retainAll(baselines.keySet());
    if (paired.isEmpty()) {
      return Optional.empty();
    }
    double[] partners = paired.keySet().stream().mapToDouble(baselines::get).toArray();
    return Optional.of(PairedDifference.of(doubles(paired), partners));
  }

  private static double[] doubles(Map<Long, Double> values) {
    return values.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The row of a recipe and a metric. */
  public Row row(String recipe, Metric metric) {
    return rows.stream()
        .filter(row -> row.recipe().equals(recipe) && row.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  /** The recipes that are compared with the first. */
  public List<String> others() {
    return recipes.subList(1, recipes.size());
  }

  /** The most pairs that any difference rests on; 0 where there is none. */
  int mostPairs() {
    return rows.stream()
        .flatMap(row -> row.difference().stream())
        .mapToInt(difference -> difference.estimate().count())
        .max()
        .orElse(0);
  }
}
