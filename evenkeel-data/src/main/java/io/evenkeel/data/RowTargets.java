package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.recipe.TableSpec;
import io.evenkeel.run.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a manifest tells about its rows. Safe to use from several threads.
 *
 * @param task what is to be told
 * @param classes the class of each row, -1 where it is missing; 0 for all rows of another task
 * @param columns of numbers, of lists of labels, or of classes
 */
record RowTargets(Task task, int[] classes, List<ManifestColumn> columns) {
  private static final int MOST_CLASSES = 10_000;
  private static final int MOST_LABELS = 10_000;

  static RowTargets of(ManifestTable table, TableSpec spec) {
    List<ManifestColumn> columns = spec.labels().stream().map(table::column).toList();
    return switch (spec.task()) {
      case CLASSES -> classes(columns);
      case MULTI_LABEL -> multiLabel(columns);
      case REGRESSION ->
          new RowTargets(new Task.Regression(spec.labels()), new int[table.rows()], columns);
    };
  }

  private static RowTargets classes(List<ManifestColumn> columns) {
    ManifestColumn column = single(columns);
    List<String> texts = column.distinct();
    if (texts.size() < 2) {
      throw new BadInputException(
          "column " + column.name(), texts.size() + " class", "at least two to be told apart");
    }
    requireFew(column, texts.size(), MOST_CLASSES, "classes");
    List<String> names = sorted(texts);
    Map<String, Integer> byName = new HashMap<>();
    names.forEach(name -> byName.put(name, byName.size()));
    int[] classByCode = new int[texts.size() + 1];
    classByCode[0] = -1;
    for (int code = 1; code < classByCode.length; code++) {
      classByCode[code] = byName.getOrDefault(texts.get(code - 1), -1);
    }
    int[] classes = new int[column.rows()];
    Arrays.setAll(classes, row -> classByCode[column.code(row)]);
    return new RowTargets(new Task.Classes(names), classes, columns);
  }

  private static RowTargets multiLabel(List<ManifestColumn> columns) {
    ManifestColumn column = single(columns);
    TreeSet<String> labels = new TreeSet<>();
    for (String cell : column.distinct()) {
      labels.addAll(labels(List.of(cell.split(";"))));
    }
    requireFew(column, labels.size(), MOST_LABELS, "labels");
    return new RowTargets(
        new Task.MultiLabel(sorted(labels.stream().toList())), new int[column.rows()], columns);
  }

  /** A blank beside a semicolon is no part of a label, and between two there is none. */
  private static List<String> labels(List<String> elements) {
    return elements.stream().map(String::strip).filter(label -> !label.isEmpty()).toList();
  }

  private static ManifestColumn single(List<ManifestColumn> columns) {
    if (columns.size() != 1) {
      throw new BadInputException(
          "data.table.targets",
          columns.stream().map(ManifestColumn::name).toList().toString(),
          "[], with the column in data.table.label, or task regression");
    }
    return columns.get(0);
  }

  private static void requireFew(ManifestColumn column, int count, int most, String things) {
    if (count < 1 || count > most) {
      throw new BadInputException(
          "column " + column.name(),
          "%d different %s".formatted(count, things),
          "1 to %d; numbers are told by data.table.task regression".formatted(most));
    }
  }

  /** By number where all are whole numbers, else by their characters. */
  private static List<String> sorted(List<String> names) {
    List<String> sorted = new ArrayList<>(names);
    if (names.stream().allMatch(name -> name.matches("[-+]?\\d{1,18}"))) {
      sorted.sort(Comparator.comparingLong(Long::parseLong));
    } else {
      Collections.sort(sorted);
    }
    return sorted;
  }

  /** Refuses a row about which nothing is told. */
  void require(int row) {
    if (task instanceof Task.MultiLabel) {
      return;
    }
    for (ManifestColumn column : columns) {
      if (column.missing(row)) {
        throw column.bad(row, "no value", "what is to be told about this sample");
      }
      if (task instanceof Task.Regression) {
        column.number(row);
      }
    }
  }

  /** The numbers of a row; none of a task of classes. */
  float[] target(int row) {
    if (task instanceof Task.Classes) {
      return new float[0];
    }
    float[] target = new float[task.outputs()];
    if (task instanceof Task.Regression) {
      for (int i = 0; i < target.length; i++) {
        target[i] = (float) columns.get(i).number(row);
      }
      return target;
    }
    for (String label : labels(columns.get(0).list(row))) {
      target[task.names().indexOf(label)] = 1;
    }
    return target;
  }

  /** What is told about a row, as text. */
  String identity(int row) {
    StringBuilder cells = new StringBuilder();
    columns.forEach(
        column -> cells.append(column.missing(row) ? "" : column.text(row)).append('\t'));
    return cells.toString();
  }
}
