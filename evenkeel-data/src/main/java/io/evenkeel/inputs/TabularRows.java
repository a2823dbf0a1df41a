package io.evenkeel.inputs;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.tabular.TabularColumns;
import io.evenkeel.tabular.TabularColumns.MissingNumbers;
import io.evenkeel.tabular.TabularEncoding;
import io.evenkeel.tabular.TabularRow;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Columns of numbers and categories, [numbers + categories], encoded when this is made. */
public final class TabularRows implements RowValues {
  private static final long MOST_VALUES = 1L << 30;

  private final List<ManifestColumn> columns;
  private final TabularEncoding encoding;
  private final int width;
  private final float[] values;

  private TabularRows(List<ManifestColumn> columns, TabularEncoding encoding, float[] values) {
    this.columns = columns;
    this.encoding = encoding;
    this.width = encoding.numbers() + encoding.categorySizes().size();
    this.values = values;
  }

  static TabularRows open(InputSpec spec, ManifestTable table, ManifestRows rows) {
    TabularColumns named =
        new TabularColumns(
            spec.numeric(),
            spec.categorical(),
            spec.indicators() ? MissingNumbers.MEAN_AND_INDICATOR : MissingNumbers.MEAN);
    List<ManifestColumn> columns =
        Stream.concat(spec.numeric().stream(), spec.categorical().stream())
            .map(table::column)
            .toList();
    TabularEncoding encoding = TabularEncoding.fit(table, named, rows.train());
    int width = encoding.numbers() + encoding.categorySizes().size();
    if ((long) width * table.rows() > MOST_VALUES) {
      throw new BadInputException(
          "data.inputs",
          "%d rows of %d numbers".formatted(table.rows(), width),
          "at most " + MOST_VALUES + " numbers of one table");
    }
    float[] values = new float[width * table.rows()];
    ParallelRows.each(
        rows.all(),
        RowProgress.silent(),
        row -> write(encoding.encode(table, row), values, row * width));
    return new TabularRows(columns, encoding, values);
  }

  private static void write(TabularRow row, float[] values, int from) {
    System.arraycopy(row.numbers(), 0, values, from, row.numbers().length);
    for (int i = 0; i < row.categories().length; i++) {
      values[from + row.numbers().length + i] = row.categories()[i];
    }
  }

  /** How cells become numbers. */
  public TabularEncoding encoding() {
    return encoding;
  }

  /** How many indices each categorical column has; none where all columns are numeric. */
  public List<Integer> categorySizes() {
    return encoding.categorySizes();
  }

  @Override
  public List<Integer> dims() {
    return List.of(width);
  }

  @Override
  public Channels channels() {
    return new Channels(width, 1);
  }

  @Override
  public boolean has(int row) {
    return columns.stream().anyMatch(column -> !column.missing(row));
  }

  @Override
  public int read(int row, float[] target, int offset) {
    System.arraycopy(values, row * width, target, offset, width);
    return 1;
  }

  @Override
  public boolean decodes() {
    return false;
  }

  @Override
  public String identity(int row) {
    StringJoiner cells = new StringJoiner("\t");
    columns.forEach(column -> cells.add(column.missing(row) ? "" : column.text(row)));
    return cells.toString();
  }
}
