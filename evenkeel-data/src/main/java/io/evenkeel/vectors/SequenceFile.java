package io.evenkeel.vectors;

import io.evenkeel.arrays.FloatArray;
import io.evenkeel.arrays.NpyReader;
import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Sequences from files: NPY of shape [T, C] or [T], or CSV whose first line names the channels,
 * with a line for each step.
 */
public final class SequenceFile {
  private SequenceFile() {}

  /**
   * Reads a file.
   *
   * @throws BadInputException with file, line and column for a cell that is missing or no number, a
   *     first line of numbers, an array of another shape, or a value that is not finite
   */
  public static Sequence read(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return npy(file);
    }
    if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
      return csv(file);
    }
    throw new BadInputException(
        file.toString(), "a sequence of unknown kind", "a name that ends in .npy, .csv or .csv.gz");
  }

  private static Sequence npy(Path file) {
    FloatArray array = VectorFile.requireFinite(file, NpyReader.read(file));
    List<Integer> shape = array.shape();
    if (shape.isEmpty() || shape.size() > 2) {
      throw new BadInputException(file.toString(), "shape " + shape, "[T, C] or [T]");
    }
    return new Sequence(shape.get(0), shape.size() == 1 ? 1 : shape.get(1), array.values());
  }

  private static Sequence csv(Path file) {
    ManifestTable table = ManifestTable.read(file);
    List<ManifestColumn> columns = table.columns();
    if (columns.stream().allMatch(column -> column.name().matches("[-+0-9.eE ]+"))) {
      // The first step would silently be lost.
      throw new BadInputException(file + ", line 1", "numbers", "the names of the channels");
    }
    float[] values = new float[Math.multiplyExact(table.rows(), columns.size())];
    for (int c = 0; c < columns.size(); c++) {
      for (int t = 0; t < table.rows(); t++) {
        values[t * columns.size() + c] = (float) columns.get(c).number(t);
      }
    }
    return new Sequence(table.rows(), columns.size(), values);
  }
}
