package io.evenkeel.inputs;

import io.evenkeel.arrays.NpyRows;
import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestTable;
import java.nio.file.Path;
import java.util.List;

/**
 * Vectors that are the rows of one array, flattened: row k is that of the manifest's row k.
 *
 * @param table the manifest
 * @param file of the array
 * @param array in C order
 */
record ArrayRows(ManifestTable table, Path file, NpyRows array) implements RowValues {

  static ArrayRows open(ManifestTable table, Path file) {
    NpyRows array = NpyRows.open(file);
    if (array.rows() != table.rows()) {
      throw new BadInputException(
          file.toString(), array.rows() + " rows", "as many as the manifest has, " + table.rows());
    }
    return new ArrayRows(table, file, array);
  }

  @Override
  public List<Integer> dims() {
    return List.of(array.rowValues());
  }

  @Override
  public Channels channels() {
    return new Channels(array.rowValues(), 1);
  }

  @Override
  public boolean has(int row) {
    return true;
  }

  @Override
  public int read(int row, float[] target, int offset) {
    array.read(row, target, offset);
    for (int i = offset; i < offset + array.rowValues(); i++) {
      if (!Float.isFinite(target[i])) {
        throw new BadInputException(
            file + ", row " + row + " (" + table.place(row) + ")",
            Float.toString(target[i]),
            "finite numbers");
      }
    }
    return 1;
  }

  @Override
  public boolean decodes() {
    return false;
  }

  @Override
  public String identity(int row) {
    return file.getFileName() + " " + row;
  }
}
