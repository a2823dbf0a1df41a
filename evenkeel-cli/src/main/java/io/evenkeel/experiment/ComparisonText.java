package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.experiment.Comparison.Row;
import io.evenkeel.report.Grid;
import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A comparison as the text of files: CSV and JSON for programs, Markdown and LaTeX for papers. */
public record ComparisonText(Comparison comparison) {
  private static final List<String> COLUMNS =
      List.of(
          "recipe",
          "metric",
          "n",
          "mean",
          "low",
          "high",
          "difference",
          "difference_low",
          "difference_high",
          "p_t",
          "p_sign_flip");

  /** A line for each metric of each recipe; shares are in 0..1, what is undefined is empty. */
  public String csv() {
    StringBuilder out = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (Row row : comparison.rows()) {
      out.append(
          numbers(row).stream()
              .map(value -> value.isPresent() ? Double.toString(value.getAsDouble()) : "")
              .collect(
                  Collectors.joining(
                      ",",
                      row.recipe() + "," + row.metric().key() + "," + row.values().size() + ",",
                      "\n")));
    }
    return out.toString();
  }

  private static List<OptionalDouble> numbers(Row row) {
    List<OptionalDouble> values = new ArrayList<>(estimate(row.estimate()));
    values.addAll(estimate(row.difference().map(PairedDifference::estimate)));
    values.add(row.difference().map(PairedDifference::tTest).orElse(OptionalDouble.empty()));
    values.add(
        row.difference()
            .map(difference -> OptionalDouble.of(difference.signFlip().p()))
            .orElse(OptionalDouble.empty()));
    return values;
  }

  /** Mean, low end and high end. */
  private static List<OptionalDouble> estimate(Optional<Estimate> estimate) {
    return List.of(
        number(estimate.map(Estimate::mean)),
        number(estimate.flatMap(Estimate::interval).map(interval -> interval.low())),
        number(estimate.flatMap(Estimate::interval).map(interval -> interval.high())));
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** Everything: each value by seed, the same numbers as {@link #csv}, failures and notes. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    comparison.recipes().forEach(root.putArray("recipes")::add);
    comparison.seeds().forEach(root.putArray("seeds")::add);
    root.put("cells", comparison.results().cells().size());
    root.put("finished", comparison.results().finished().size());
    var failed = root.putArray("failed");
    comparison
        .results()
        .failed()
        .forEach(
            f ->
                failed
                    .addObject()
                    .put("recipe", f.cell().label())
                    .put("seed", f.cell().recipe().seed())
                    .put("error", f.error()));
    var rows = root.putArray("rows");
    comparison.rows().forEach(row -> fill(rows.addObject(), row));
    ObjectNode relation = root.putObject("d_speed_against_d_util");
    relation.put("runs", comparison.relation().points().size());
    comparison
        .relation()
        .correlation()
        .ifPresent(c -> relation.put("spearman_rho", c.rho()).put("p", c.p()));
    ObjectNode within = relation.putObject("within_recipes");
    comparison
        .relation()
        .withinRecipes()
        .forEach(
            (recipe, c) ->
                within.putObject(recipe).put("runs", c.count()).put("spearman_rho", c.rho()));
    new ComparisonNotes(comparison).all().forEach(root.putArray("notes")::add);
    return root;
  }

  private static void fill(ObjectNode node, Row row) {
    node.put("recipe", row.recipe());
    node.put("metric", row.metric().key());
    node.put("n", row.values().size());
    ObjectNode bySeed = node.putObject("values");
    row.values().forEach((seed, value) -> bySeed.put(seed.toString(), value));
    List<OptionalDouble> values = numbers(row);
    for (int i = 0; i < values.size(); i++) {
      String key = COLUMNS.get(3 + i);
      values.get(i).ifPresentOrElse(value -> node.put(key, value), () -> node.putNull(key));
    }
    row.difference().ifPresent(d -> node.put("sign_flip_exact", d.signFlip().exact()));
  }

  /** The tables for people, with their notes. */
  public String markdown() {
    String tables =
        new ComparisonGrids(comparison)
            .all().stream().map(ComparisonText::markdown).collect(Collectors.joining("\n"));
    return tables
        + new ComparisonNotes(comparison)
            .all().stream()
                .map(note -> "- " + escaped(note) + "\n")
                .collect(Collectors.joining("", "\n", ""));
  }

  private static String markdown(Grid grid) {
    StringBuilder out = new StringBuilder(escaped(grid.caption())).append("\n\n");
    out.append(markdown(grid.header()));
    out.append("|---|").append("---:|".repeat(grid.header().size() - 1)).append('\n');
    grid.rows().forEach(row -> out.append(markdown(row)));
    return out.toString();
  }

  private static String markdown(List<String> cells) {
    return cells.stream()
        .map(ComparisonText::escaped)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\|*_<`\\[])", "\\\\$1");
  }
}
