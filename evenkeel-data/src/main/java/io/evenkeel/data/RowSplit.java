package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.TableSpec;
import io.evenkeel.run.Seed;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which rows of a manifest each split takes, in the order of the file.
 *
 * @param train to train on
 * @param validation to choose epochs and settings on
 * @param test to report on
 */
record RowSplit(int[] train, int[] validation, int[] test) {

  /** The splits. */
  private enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    static Part of(ManifestColumn column, int row) {
      return switch (column.text(row).strip().toLowerCase(Locale.ROOT)) {
        case "train", "training" -> TRAIN;
        case "validation", "valid", "val", "dev" -> VALIDATION;
        case "test", "testing" -> TEST;
        default ->
            throw column.bad(
                row, "\"" + column.text(row) + "\"", "train, validation (val, dev) or test");
      };
    }
  }

  /**
   * Splits by the column that says so, or draws.
   *
   * @throws BadInputException for a cell that names no split, a group that stands in two splits by
   *     that column, or too few samples or groups
   */
  static RowSplit of(ManifestTable table, RowTargets targets, DataSpec spec, Seed seed) {
    TableSpec keys = spec.table();
    Optional<ManifestColumn> group = keys.group().map(table::column);
    RowDraw draw = new RowDraw(targets.classes(), group);
    RowSplit whole =
        keys.split().isPresent()
            ? listed(table.column(keys.split().get()), draw, keys, seed)
            : drawn(IntStream.range(0, table.rows()).toArray(), draw, keys, seed);
    return new RowSplit(
        some("data.train_samples", spec.trainSamples(), whole.train(), seed.fold("chosen")),
        whole.validation(),
        some("data.test_samples", spec.testSamples(), whole.test(), seed.fold("test-chosen")));
  }

  private static RowSplit drawn(int[] rows, RowDraw draw, TableSpec keys, Seed seed) {
    int[] test = draw.held(rows, keys.test(), "data.table.test", seed.fold("test"));
    int[] rest = RowDraw.without(rows, test);
    double share = keys.validation() / (1 - keys.test());
    int[] validation = draw.held(rest, share, "data.table.validation", seed.fold("validation"));
    return new RowSplit(RowDraw.without(rest, validation), validation, test);
  }

  private static RowSplit listed(ManifestColumn column, RowDraw draw, TableSpec keys, Seed seed) {
    Part[] byCode = new Part[column.rows() + 1];
    Part[] parts = new Part[column.rows()];
    for (int row = 0; row < parts.length; row++) {
      int code = column.code(row);
      if (byCode[code] == null) {
        byCode[code] = Part.of(column, row);
      }
      parts[row] = byCode[code];
    }
    int[] train = rows(parts, Part.TRAIN);
    int[] validation = rows(parts, Part.VALIDATION);
    int[] test = rows(parts, Part.TEST);
    if (train.length == 0 || test.length == 0) {
      throw new BadInputException(
          "column " + column.name(),
          "no row of split " + (train.length == 0 ? "train" : "test"),
          "both train and test, or no data.table.split, so that splits are drawn");
    }
    draw.requireApart(parts, Part::name);
    if (validation.length == 0) {
      validation =
          draw.held(train, keys.validation(), "data.table.validation", seed.fold("validation"));
      train = RowDraw.without(train, validation);
    }
    return new RowSplit(train, validation, test);
  }

  private static int[] rows(Part[] parts, Part wanted) {
    return IntStream.range(0, parts.length).filter(row -> parts[row] == wanted).toArray();
  }

  private static int[] some(String key, OptionalInt wanted, int[] rows, Seed seed) {
    int count = wanted.orElse(rows.length);
    if (count > rows.length) {
      throw new BadInputException(
          key, Integer.toString(count), "at most the " + rows.length + " there are");
    }
    if (count == rows.length) {
      return rows;
    }
    int[] order = EpochOrder.permutation(rows.length, seed);
    int[] chosen = Arrays.stream(order).limit(count).map(place -> rows[place]).toArray();
    Arrays.sort(chosen);
    return chosen;
  }

  /** The same without some rows. */
  RowSplit without(int[] rows) {
    return new RowSplit(
        RowDraw.without(train, rows),
        RowDraw.without(validation, rows),
        RowDraw.without(test, rows));
  }

  /** The rows of every split, in the order of the file. */
  int[] all() {
    IntStream held = IntStream.concat(Arrays.stream(validation), Arrays.stream(test));
    return IntStream.concat(Arrays.stream(train), held).sorted().toArray();
  }
}
