package io.evenkeel.experiment;

import io.evenkeel.report.Block;
import io.evenkeel.report.Grid;
import io.evenkeel.report.Report;
import io.evenkeel.report.ReportedRun;
import io.evenkeel.report.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A comparison as a report page: its own sections, then those of a page about many runs. */
record ComparisonPage(Comparison comparison) {

  void write(Path htmlFile) {
    List<ReportedRun> runs = new ArrayList<>();
    for (String recipe : comparison.recipes()) {
      comparison.results().finished().stream()
          .map(CellResult.Finished::cell)
          .filter(cell -> cell.label().equals(recipe))
          .forEach(cell -> runs.add(new ReportedRun(recipe, cell.name(), cell.folder())));
    }
    Report.write(runs, sections(), htmlFile);
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    blocks.add(dots());
    for (Grid grid : new ComparisonGrids(comparison).all()) {
      blocks.add(new Block.Numbers(grid));
    }
    new ComparisonNotes(comparison).ofTables().forEach(n -> blocks.add(new Block.Prose(n)));
    sections.add(new Section("Recipes compared", blocks));
    if (!comparison.relation().points().isEmpty()) {
      sections.add(new Section("Imbalance while training, imbalance after it", List.of(scatter())));
    }
    return sections;
  }

  private Block dots() {
    List<Block.DotPanel> panels = new ArrayList<>();
    for (String key : List.of("test.accuracy", "d_util")) {
      comparison.metrics().stream()
          .filter(metric -> metric.key().equals(key))
          .map(this::dots)
          .forEach(panels::add);
    }
    return new Block.Dots(
        panels,
        "A dot for each seed, a bar at the mean, and a line over its 95 % t interval. An axis"
            + " need not begin at 0.");
  }

  private Block.DotPanel dots(Metric metric) {
    List<Block.DotRow> rows = new ArrayList<>();
    for (String recipe : comparison.recipes()) {
      Comparison.Row row = comparison.row(recipe, metric);
      if (!row.values().isEmpty()) {
        List<Double> shown =
            row.values().values().stream().map(value -> metric.unit().shown(value)).toList();
        String name = recipe + "  " + new ComparisonGrids(comparison).mean(row);
        rows.add(new Block.DotRow(name, shown));
      }
    }
    return new Block.DotPanel(metric.title(), rows);
  }

  private Block scatter() {
    List<Block.ScatterGroup> groups = new ArrayList<>();
    for (String recipe : comparison.recipes()) {
      List<Block.ScatterPoint> points =
          comparison.relation().points().stream()
              .filter(point -> point.cell().label().equals(recipe))
              .map(p -> new Block.ScatterPoint(p.cell().name(), p.speed(), p.utilization()))
              .toList();
      if (!points.isEmpty()) {
        groups.add(new Block.ScatterGroup(recipe, points));
      }
    }
    String relation =
        comparison
            .relation()
            .correlation()
            .map(new ComparisonNotes(comparison)::relation)
            .orElse("No rank correlation: too few runs, or one of the two never changes.");
    return new Block.Scatter(
        Metric.D_SPEED_MAGNITUDE.title(), Metric.D_UTIL_MAGNITUDE.title(), groups, relation);
  }
}
