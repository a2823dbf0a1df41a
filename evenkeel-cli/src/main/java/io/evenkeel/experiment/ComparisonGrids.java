package io.evenkeel.experiment;

import io.evenkeel.experiment.Comparison.Row;
import io.evenkeel.experiment.Metric.Unit;
import io.evenkeel.report.Grid;
import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A comparison as tables for people: the means, and the distance of each recipe from the first. */
public record ComparisonGrids(Comparison comparison) {

  /** The table of means, then a table of differences for every recipe but the first. */
  public List<Grid> all() {
    List<Grid> grids = new ArrayList<>();
    grids.add(means());
    comparison.others().forEach(recipe -> grids.add(differences(recipe)));
    return List.copyOf(grids);
  }

  /** A column for each recipe, a row for each metric. */
  Grid means() {
    List<String> header = new ArrayList<>();
    header.add("metric");
    header.addAll(comparison.recipes());
    List<List<String>> rows = new ArrayList<>();
    for (Metric metric : comparison.metrics()) {
      List<String> cells = new ArrayList<>();
      cells.add(metric.title());
      comparison.recipes().forEach(recipe -> cells.add(mean(comparison.row(recipe, metric))));
      rows.add(cells);
    }
    int seeds = comparison.seeds().size();
    String caption =
        seeds == 1
            ? "One seed: values without an interval."
            : "Mean ± 95 % t interval over " + seeds + " seeds.";
    return new Grid(caption, header, rows);
  }

  /** The mean of a row with its interval, as text. */
  String mean(Row row) {
    return row.estimate()
        .map(estimate -> mean(estimate, row.metric().unit()))
        .orElse(Written.UNDEFINED);
  }

  private String mean(Estimate estimate, Unit unit) {
    return Written.value(estimate.mean(), unit)
        + estimate.interval().map(i -> " ± " + Written.value(i.halfWidth(), unit)).orElse("")
        + (estimate.count() < comparison.seeds().size() ? " (n = " + estimate.count() + ")" : "");
  }

  /** How far a recipe is from the first, a row for each metric that both have. */
  Grid differences(String recipe) {
    String baseline = comparison.recipes().get(0);
    List<List<String>> rows = new ArrayList<>();
    for (Metric metric : comparison.metrics()) {
      comparison
          .row(recipe, metric)
          .difference()
          .ifPresent(difference -> rows.add(cells(metric, difference)));
    }
    return new Grid(
        recipe + " minus " + baseline + ", paired by seed.",
        List.of("metric", "n", "difference", "95 % interval", "p, paired t", "p, sign flip"),
        rows);
  }

  private static List<String> cells(Metric metric, PairedDifference difference) {
    Unit unit = metric.unit();
    Estimate estimate = difference.estimate();
    OptionalDouble p = difference.tTest();
    return List.of(
        metric.title(),
        Integer.toString(estimate.count()),
        Written.difference(estimate.mean(), unit),
        estimate.interval().map(i -> Written.interval(i, unit)).orElse(Written.UNDEFINED),
        p.isPresent() ? Written.p(p.getAsDouble()) : Written.UNDEFINED,
        Written.p(difference.signFlip().p()));
  }
}
