package io.evenkeel.tabular;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.tabular.TabularColumns.MissingNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How rows of a table become numbers, as the rows of the training split say: each number less its
 * mean, over its standard deviation; each category by its place among those seen, from 1, in the
 * order of their characters. Immutable, and safe to use from several threads.
 *
 * @param numeric the numeric columns
 * @param categorical the categorical columns
 * @param missing what is said about numbers that are missing
 */
public record TabularEncoding(
    List<Numeric> numeric, List<Categorical> categorical, MissingNumbers missing) {
  /** Keeps its own copies of the lists. */
  public TabularEncoding {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
  }

  /**
   * A column of numbers.
   *
   * @param name its name
   * @param mean over the rows of the training split that have a value
   * @param deviation the standard deviation over them (divided by their number); 1 where all are
   *     equal
   */
  public record Numeric(String name, double mean, double deviation) {}

  /**
   * A column of categories.
   *
   * @param name its name
   * @param indices the index, from 1, of each value of the training split
   */
  public record Categorical(String name, Map<String, Integer> indices) {
    /** Keeps its own copy of the map. */
    public Categorical {
      indices = Map.copyOf(indices);
    }

    /** How many indices there are, 0 for unknown values included. */
    public int size() {
      return indices.size() + 1;
    }
  }

  /**
   * Learns from the rows of the training split, and from no other.
   *
   * @param rows row numbers of the table
   * @throws BadInputException for a column that is not there, a cell that is no number, or a
   *     numeric column without any value in these rows
   */
  public static TabularEncoding fit(ManifestTable table, TabularColumns columns, int[] rows) {
    // Sums of floats depend on their order.
    int[] ordered = rows.clone();
    Arrays.sort(ordered);
    List<Numeric> numeric = new ArrayList<>();
    for (String name : columns.numeric()) {
      numeric.add(numeric(table.column(name), ordered));
    }
    List<Categorical> categorical = new ArrayList<>();
    for (String name : columns.categorical()) {
      categorical.add(categorical(table.column(name), rows));
    }
    return new TabularEncoding(numeric, categorical, columns.missing());
  }

  private static Numeric numeric(ManifestColumn column, int[] rows) {
    double sum = 0;
    int count = 0;
    for (int row : rows) {
      if (!column.missing(row)) {
        sum += column.number(row);
        count++;
      }
    }
    if (count == 0) {
      throw new BadInputException(
          "column " + column.name(), "no value in the training split", "at least one");
    }
    double mean = sum / count;
    double squares = 0;
    for (int row : rows) {
      if (!column.missing(row)) {
        squares += (column.number(row) - mean) * (column.number(row) - mean);
      }
    }
    double deviation = Math.sqrt(squares / count);
    return new Numeric(column.name(), mean, deviation > 0 ? deviation : 1);
  }

  private static Categorical categorical(ManifestColumn column, int[] rows) {
    TreeSet<String> values = new TreeSet<>();
    for (int row : rows) {
      if (!column.missing(row)) {
        values.add(column.text(row));
      }
    }
    Map<String, Integer> indices = new HashMap<>();
    values.forEach(value -> indices.put(value, indices.size() + 1));
    return new Categorical(column.name(), indices);
  }

  /** How many floats a row has. */
  public int numbers() {
    return missing == MissingNumbers.MEAN ? numeric.size() : 2 * numeric.size();
  }

  /** How many indices each categorical column has, 0 for unknown values included. */
  public List<Integer> categorySizes() {
    return categorical.stream().map(Categorical::size).toList();
  }

  /** Encodes a row of any split; {@link BadInputException} for a cell that is no number. */
  public TabularRow encode(ManifestTable table, int row) {
    float[] numbers = new float[numbers()];
    for (int i = 0; i < numeric.size(); i++) {
      Numeric of = numeric.get(i);
      ManifestColumn column = table.column(of.name());
      if (!column.missing(row)) {
        numbers[i] = (float) ((column.number(row) - of.mean()) / of.deviation());
      } else if (missing == MissingNumbers.MEAN_AND_INDICATOR) {
        numbers[numeric.size() + i] = 1;
      }
    }
    int[] categories = new int[categorical.size()];
    for (int i = 0; i < categories.length; i++) {
      Categorical of = categorical.get(i);
      ManifestColumn column = table.column(of.name());
      if (!column.missing(row)) {
        categories[i] = of.indices().getOrDefault(column.text(row), 0);
      }
    }
    return new TabularRow(numbers, categories);
  }
}
