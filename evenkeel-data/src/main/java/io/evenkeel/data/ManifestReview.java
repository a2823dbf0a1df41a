package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.inputs.BrokenRow;
import io.evenkeel.inputs.RowCheck;
import io.evenkeel.inputs.RowProgress;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.TableSpec;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A manifest all of whose rows were looked at, those that cannot be read left out of its splits.
 */
public final class ManifestReview {
  private final ManifestTable table;
  private final RowSplit split;
  private final List<BrokenRow> broken;
  private final List<String> tornGroups;
  private final Optional<DataSplits> data;

  private ManifestReview(
      ManifestTable table,
      RowSplit split,
      List<BrokenRow> broken,
      List<String> tornGroups,
      Optional<DataSplits> data) {
    this.table = table;
    this.split = split;
    this.broken = List.copyOf(broken);
    this.tornGroups = List.copyOf(tornGroups);
    this.data = data;
  }

  /**
   * Reads a manifest as {@link DataSource#open} does, but goes on after rows that cannot be read
   * and groups in several splits.
   *
   * @param spec whose source is a manifest
   * @param seed the same as of the run
   * @throws BadInputException for what no row alone is to blame for
   * @throws java.util.concurrent.CancellationException if it was stopped
   */
  public static ManifestReview of(
      DataSpec spec, Seed seed, RowProgress progress, Consumer<String> notices) {
    ManifestTable table = ManifestSplits.table(spec);
    RowTargets targets = RowTargets.of(table, spec.table());
    // A column of splits that tears groups is a finding, and drawn splits tear none.
    DataSpec apart =
        spec.table().split().isPresent() ? spec.withTable(spec.table().withoutGroup()) : spec;
    RowSplit whole = RowSplit.of(table, targets, apart, seed.fold("split"));
    Map<Integer, BrokenRow> byRow = new TreeMap<>();
    new RowCheck(table, ManifestSplits.paths(spec), whole.all(), progress)
        .of(inputs(spec))
        .forEach(row -> byRow.put(row.row(), row));
    untold(spec.table(), table, targets, whole).forEach(row -> byRow.putIfAbsent(row.row(), row));
    List<BrokenRow> broken = List.copyOf(byRow.values());
    RowSplit split = whole.without(broken.stream().mapToInt(BrokenRow::row).toArray());
    ManifestSplits splits = new ManifestSplits(spec, table, progress, targets, split);
    Optional<DataSplits> data = opened(splits, broken, notices);
    return new ManifestReview(table, split, broken, torn(spec, table, whole), data);
  }

  /** Rows whose label, weight or group is not what it must be. */
  private static List<BrokenRow> untold(
      TableSpec keys, ManifestTable table, RowTargets targets, RowSplit split) {
    Optional<ManifestColumn> weight = keys.weight().map(table::column);
    Optional<ManifestColumn> group = keys.group().map(table::column);
    List<BrokenRow> untold = new ArrayList<>();
    for (int row : split.all()) {
      try {
        targets.require(row);
        weight.ifPresent(column -> RowWeights.weight(column, row));
        group.ifPresent(column -> column.text(row));
      } catch (BadInputException bad) {
        untold.add(new BrokenRow(row, String.valueOf(bad.getMessage())));
      }
    }
    return untold;
  }

  private static Optional<DataSplits> opened(
      ManifestSplits splits, List<BrokenRow> broken, Consumer<String> notices) {
    try {
      return Optional.of(splits.opened(notices));
    } catch (BadInputException tooLittleIsLeft) {
      if (broken.isEmpty()) {
        throw tooLittleIsLeft;
      }
      return Optional.empty();
    }
  }

  private static Map<String, InputSpec> inputs(DataSpec spec) {
    Map<String, InputSpec> inputs = new LinkedHashMap<>();
    spec.modalities().forEach(modality -> inputs.put(modality, spec.input(modality)));
    return inputs;
  }

  private static List<String> torn(DataSpec spec, ManifestTable table, RowSplit split) {
    List<String> torn = new ArrayList<>();
    spec.table()
        .group()
        .map(table::column)
        .ifPresent(
            column -> {
              int[] firstRows = new int[table.rows() + 1];
              String[] firstSplits = new String[table.rows() + 1];
              boolean[] told = new boolean[table.rows() + 1];
              tear(column, "train", split.train(), firstRows, firstSplits, told, torn);
              tear(column, "validation", split.validation(), firstRows, firstSplits, told, torn);
              tear(column, "test", split.test(), firstRows, firstSplits, told, torn);
            });
    return torn;
  }

  private static void tear(
      ManifestColumn column,
      String name,
      int[] rows,
      int[] firstRows,
      String[] firstSplits,
      boolean[] told,
      List<String> torn) {
    for (int row : rows) {
      int code = column.code(row);
      if (firstSplits[code] == null) {
        firstSplits[code] = name;
        firstRows[code] = row;
      } else if (!firstSplits[code].equals(name) && !told[code] && code > 0) {
        told[code] = true;
        torn.add(
            "%s: group %s in %s, and in %s at %s"
                .formatted(
                    column.place(row),
                    column.text(row),
                    name,
                    firstSplits[code],
                    column.place(firstRows[code])));
      }
    }
  }

  /** The rows that cannot be read, in their order. */
  public List<BrokenRow> broken() {
    return broken;
  }

  /** Groups that stand in several splits, each in a sentence. */
  public List<String> tornGroups() {
    return tornGroups;
  }

  /** The rows that can be read; absent where those are too few to be split. */
  public Optional<DataSplits> data() {
    return data;
  }

  /** File and line of a sample of the split called train, validation or test. */
  public String place(String splitName, int sample) {
    int[] rows =
        switch (splitName) {
          case "train" -> split.train();
          case "validation" -> split.validation();
          default -> split.test();
        };
    return table.place(rows[sample]);
  }
}
