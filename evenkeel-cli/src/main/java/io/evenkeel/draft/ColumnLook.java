package io.evenkeel.draft;

import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.recipe.InputSpec.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the cells of a column look like, by some of them, taken evenly.
 *
 * @param column the column
 * @param cells some cells that have a value
 * @param distinct how many different texts the whole column has
 */
record ColumnLook(ManifestColumn column, List<String> cells, int distinct) {
  private static final int LOOKED_AT = 2000;
  private static final double MOST = 0.9;
  private static final int MOST_CATEGORIES = 1000;

  static ColumnLook at(ManifestColumn column) {
    int step = Math.max(1, column.rows() / LOOKED_AT);
    List<String> cells = new ArrayList<>();
    for (int row = 0; row < column.rows(); row += step) {
      if (!column.missing(row)) {
        cells.add(column.text(row));
      }
    }
    return new ColumnLook(column, List.copyOf(cells), column.distinct().size());
  }

  String name() {
    return column.name();
  }

  /** The kind of file that most cells name. */
  Optional<Kind> files() {
    Map<Kind, Long> kinds =
        cells.stream()
            .flatMap(cell -> FileKinds.of(cell).stream())
            .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    return kinds.entrySet().stream()
        .filter(entry -> entry.getValue() >= MOST * cells.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  boolean areNumbers() {
    return !cells.isEmpty() && cells.stream().allMatch(ColumnLook::isNumber);
  }

  boolean areWholeNumbers() {
    return !cells.isEmpty() && cells.stream().allMatch(cell -> cell.matches("[-+]?\\d{1,18}"));
  }

  /** Whether all cells are lists of numbers, and some of several. */
  boolean areNumberLists() {
    return cells.stream().anyMatch(cell -> parts(cell).length > 1)
        && cells.stream()
            .allMatch(
                cell -> {
                  for (String part : parts(cell)) {
                    if (!isNumber(part)) {
                      return false;
                    }
                  }
                  return true;
                });
  }

  /** Whether lists of numbers are of whole numbers from 1 on, as ids are. */
  boolean areIdLists() {
    return areNumberLists()
        && cells.stream().allMatch(cell -> cell.strip().matches("[1-9]\\d*([;\\s]+[1-9]\\d*)*"));
  }

  boolean haveOneLength() {
    return cells.stream().map(cell -> parts(cell).length).distinct().count() == 1;
  }

  /** Whether cells are lists of texts. */
  boolean areTextLists() {
    return !areNumberLists() && cells.stream().anyMatch(cell -> cell.indexOf(';') > 0);
  }

  /** Whether texts come again often enough to be categories. */
  boolean areCategories() {
    return distinct >= 2 && distinct <= MOST_CATEGORIES && 2 * distinct <= column.rows();
  }

  boolean areSplits() {
    return !cells.isEmpty()
        && distinct <= 6
        && cells.stream().allMatch(cell -> SplitNames.of(cell).isPresent());
  }

  private static String[] parts(String cell) {
    return cell.strip().split("[;\\s]+");
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  }
}
