package io.evenkeel.report;

import io.evenkeel.report.Figure.LegendEntry;
import io.evenkeel.report.Figure.Mark;
import io.evenkeel.report.Figure.Panel;
import io.evenkeel.report.KeyChart.Line;
import io.evenkeel.report.SweepResults.Axis;
import io.evenkeel.report.SweepResults.Point;
import io.evenkeel.report.SweepResults.Spacing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A search for settings in pictures. */
record SweepFigures(SweepResults results) {
  private static final int MOST_MAPS = 9;
  private static final int MOST_LINES = 6;

  /** The two keys that matter most against each other; empty where only one key was varied. */
  String map() {
    if (results.axes().size() < 2 || results.means().isEmpty()) {
      return "";
    }
    List<KeyEffect> effects = KeyEffect.of(results);
    int first = Math.min(effects.get(0).axis(), effects.get(1).axis());
    int second = Math.max(effects.get(0).axis(), effects.get(1).axis());
    String pair = results.axes().get(first).name() + " and " + results.axes().get(second).name();
    String which = results.axes().size() == 2 ? "" : "The two keys that move it most. ";
    String colors =
        "%s, the mean over seeds: from %s to %s, the fuller the colour the better. %s"
            .formatted(
                results.metric().name(),
                results.metric().text(results.means().low()),
                results.metric().text(results.means().high()),
                results.chosen().isPresent() ? "The outline marks the chosen point." : "");
    return new Figure(pair, List.of(), panels(first, second), which + colors).html();
  }

  private List<Panel> panels(int first, int second) {
    String what = results.metric().name() + " over " + results.axes().get(first).name();
    String title = what + " and " + results.axes().get(second).name();
    if (!isGrid()) {
      return List.of(new Panel("", "", new PointMap(title, results, first, second).svg()));
    }
    Map<String, List<Point>> byOthers = new LinkedHashMap<>();
    for (Point point : results.points()) {
      String others =
          IntStream.range(0, results.axes().size())
              .filter(axis -> axis != first && axis != second)
              .mapToObj(axis -> results.axes().get(axis).name() + "=" + point.values().get(axis))
              .collect(Collectors.joining(", "));
      byOthers.computeIfAbsent(others, o -> new ArrayList<>()).add(point);
    }
    List<Panel> panels = new ArrayList<>();
    byOthers.forEach(
        (others, points) -> {
          if (byOthers.size() <= MOST_MAPS || points.stream().anyMatch(results::isChosen)) {
            panels.add(
                new Panel(others, "", new HeatMap(title, results, first, second, points).svg()));
          }
        });
    return panels;
  }

  /** Whether every combination of values was tried. */
  private boolean isGrid() {
    double size = 1;
    for (Axis axis : results.axes()) {
      size *= axis.spacing() == Spacing.OF_THE_VALUES ? axis.values().size() : Double.NaN;
    }
    return size == results.points().size();
  }

  /** The metric over the values of each key. */
  String sensitivity() {
    List<Panel> panels = new ArrayList<>();
    for (int axis = 0; axis < results.axes().size(); axis++) {
      String name = results.axes().get(axis).name();
      String title = results.metric().name() + " over " + name;
      List<Line> lines = lines(axis);
      String chart = new KeyChart(title, results, axis, lines).svg();
      panels.add(new Panel(name, "", Figure.list(legend(lines)) + chart));
    }
    return new Figure("", List.of(), panels, caption()).html();
  }

  private static List<LegendEntry> legend(List<Line> lines) {
    return lines.size() == 1
        ? List.of()
        : lines.stream().map(l -> new LegendEntry(l.name(), l.style(), Mark.LINE)).toList();
  }

  /** With two keys a line for each value of the other one, unless these are too many. */
  private List<Line> lines(int axis) {
    boolean list = results.axes().get(axis).spacing() == Spacing.OF_THE_VALUES;
    if (results.axes().size() == 2 && isGrid()) {
      Axis other = results.axes().get(1 - axis);
      if (other.values().size() <= MOST_LINES) {
        return IntStream.range(0, other.values().size()).mapToObj(i -> line(1 - axis, i)).toList();
      }
    }
    return List.of(new Line("", "all", results.points(), list));
  }

  private Line line(int axis, int value) {
    Axis key = results.axes().get(axis);
    String name = key.name() + "=" + key.values().get(value);
    return new Line(name, "m" + value, having(axis, key.values().get(value)), true);
  }

  private List<Point> having(int axis, String value) {
    return results.points().stream().filter(p -> p.values().get(axis).equals(value)).toList();
  }

  private String caption() {
    String effects =
        KeyEffect.of(results).stream()
            .map(
                e ->
                    results.axes().get(e.axis()).name()
                        + " "
                        + results.metric().difference(e.size()))
            .collect(Collectors.joining(", "));
    boolean joined =
        results.axes().stream().anyMatch(axis -> axis.spacing() == Spacing.OF_THE_VALUES);
    return "A dot is a run"
        + (joined ? ", a line joins the means" : "")
        + (results.chosen().isPresent() ? ", the ring is the chosen point" : "")
        + ". How far each key moves the mean of "
        + results.metric().name()
        + ": "
        + effects
        + ".";
  }
}
