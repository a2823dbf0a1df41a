package io.evenkeel.report;

import io.evenkeel.report.SweepResults.Point;
import io.evenkeel.report.SweepResults.Spacing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a key moves the metric: the range of its means over all points that share a value, or,
 * for a range of numbers, over the lower, middle and upper third of the points.
 *
 * @param axis the place of the key among the axes
 * @param size the highest of these means less the lowest; 0 where there is but one
 */
record KeyEffect(int axis, double size) {
  private static final int THIRDS = 3;

  /** The effect of every key, the largest first. */
  static List<KeyEffect> of(SweepResults results) {
    List<KeyEffect> effects = new ArrayList<>();
    for (int axis = 0; axis < results.axes().size(); axis++) {
      Range range = Range.EMPTY;
      for (List<Point> group : groups(results, axis)) {
        range = range.with(group.stream().mapToDouble(Point::mean).average().orElse(Double.NaN));
      }
      effects.add(new KeyEffect(axis, range.isEmpty() ? 0 : range.high() - range.low()));
    }
    effects.sort(Comparator.comparingDouble(effect -> -effect.size()));
    return effects;
  }

  private static List<List<Point>> groups(SweepResults results, int axis) {
    List<Point> points =
        results.points().stream().filter(point -> Range.drawable(point.mean())).toList();
    if (results.axes().get(axis).spacing() == Spacing.OF_THE_VALUES) {
      Map<String, List<Point>> byValue = new LinkedHashMap<>();
      points.forEach(
          p -> byValue.computeIfAbsent(p.values().get(axis), v -> new ArrayList<>()).add(p));
      return List.copyOf(byValue.values());
    }
    List<Point> rising =
        points.stream()
            .sorted(Comparator.comparingDouble(p -> Double.parseDouble(p.values().get(axis))))
            .toList();
    Bins bins = new Bins(rising.size(), THIRDS);
    List<List<Point>> thirds = new ArrayList<>();
    for (int bin = 0; bin < bins.count(); bin++) {
      thirds.add(rising.subList(bins.start(bin), bins.start(bin + 1)));
    }
    return thirds;
  }
}
