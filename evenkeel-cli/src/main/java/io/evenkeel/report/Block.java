package io.evenkeel.report;

import io.evenkeel.statistics.Estimate;
import java.util.List;

/** What a section of a page is made of. */
public sealed interface Block {

  /** A paragraph. */
  record Prose(String text) implements Block {}

  /** A table. */
  record Numbers(Grid grid) implements Block {}

  /**
   * Values as dots, with the mean and its interval, a row for each group.
   *
   * @param panels the charts
   * @param caption what they mean, in a sentence or two
   */
  record Dots(List<DotPanel> panels, String caption) implements Block {
    /** Copies the list. */
    public Dots {
      panels = List.copyOf(panels);
    }
  }

  /** A chart of dots: what is measured, and the groups. */
  record DotPanel(String heading, List<DotRow> rows) {
    /** Copies the list. */
    public DotPanel {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row of dots.
   *
   * @param name what the values have in common, and what they come to
   * @param values the values, at least one
   */
  record DotRow(String name, List<Double> values) {
    /** Copies the list. */
    public DotRow {
      values = List.copyOf(values);
    }

    Estimate estimate() {
      return Estimate.ofMean(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /**
   * One quantity against another, both at least 0, a dot for each run.
   *
   * @param x the name of the horizontal quantity
   * @param y the name of the vertical one
   * @param groups the dots, by what they have in common
   * @param caption what they mean, in a sentence or two
   */
  record Scatter(String x, String y, List<ScatterGroup> groups, String caption) implements Block {
    /** Copies the list. */
    public Scatter {
      groups = List.copyOf(groups);
    }
  }

  /** Dots of one look. */
  record ScatterGroup(String name, List<ScatterPoint> points) {
    /** Copies the list. */
    public ScatterGroup {
      points = List.copyOf(points);
    }
  }

  /** A dot. */
  record ScatterPoint(String name, double x, double y) {}
}
