package io.evenkeel.inputs;

import io.evenkeel.vectors.VectorFile;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Vectors, each the only array of a file, flattened.
 *
 * @param files NPY, NPZ or safetensors
 * @param width how many numbers each has
 */
record VectorFileRows(RowFiles files, int width) implements RowValues {

  static VectorFileRows open(RowFiles files, int[] rows) {
    OptionalInt first = Arrays.stream(rows).filter(files::has).findFirst();
    int width =
        first.isEmpty() ? 1 : files.read(first.getAsInt(), VectorFile::read).values().length;
    return new VectorFileRows(files, width);
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
    return files.has(row);
  }

  @Override
  public int read(int row, float[] target, int offset) {
    float[] values = files.read(row, VectorFile::read).values();
    if (values.length != width) {
      throw files.bad(row, values.length + " numbers", "as many as the first has, " + width);
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
    return files.identity(row);
  }
}
