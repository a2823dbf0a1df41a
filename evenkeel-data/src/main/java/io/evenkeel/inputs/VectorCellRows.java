package io.evenkeel.inputs;

import io.evenkeel.manifest.ManifestColumn;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Vectors whose numbers stand in the cells.
 *
 * @param column of cells such as {@code 1;2.5}
 * @param width how many numbers each has
 */
record VectorCellRows(ManifestColumn column, int width) implements RowValues {

  static VectorCellRows open(ManifestColumn column, int[] rows) {
    OptionalInt first = Arrays.stream(rows).filter(row -> !column.missing(row)).findFirst();
    int width = first.isEmpty() ? 1 : column.values(first.getAsInt()).length;
    return new VectorCellRows(column, width);
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
    return !column.missing(row);
  }

  @Override
  public int read(int row, float[] target, int offset) {
    float[] values = column.values(row);
    if (values.length != width) {
      throw column.bad(row, values.length + " numbers", "as many as the first has, " + width);
    }
    System.arraycopy(values, 0, target, offset, width);
    return 1;
  }

  @Override
  public boolean decodes() {
    return true;
  }

  @Override
  public String identity(int row) {
    return has(row) ? column.text(row) : "";
  }
}
