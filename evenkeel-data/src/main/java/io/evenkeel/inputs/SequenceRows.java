package io.evenkeel.inputs;

import io.evenkeel.recipe.InputSpec;
import io.evenkeel.vectors.Sequence;
import io.evenkeel.vectors.SequenceFile;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sequences, [values + 1, length]: the last channel is 1 where a step is real.
 *
 * @param files NPY or CSV, steps × values
 * @param values how many values each step has
 * @param length how many steps there are; zeros stand behind what is shorter
 */
record SequenceRows(RowFiles files, int values, int length) implements RowValues {

  static SequenceRows open(InputSpec spec, RowFiles files, int[] rows, RowProgress progress) {
    OptionalInt first = Arrays.stream(rows).filter(files::has).findFirst();
    int values = first.isEmpty() ? 1 : files.read(first.getAsInt(), SequenceFile::read).channels();
    int length =
        spec.length()
            .orElseGet(
                () ->
                    Longest.of(
                        rows,
                        progress,
                        "the lengths of sequences",
                        row -> files.has(row) ? files.read(row, SequenceFile::read).steps() : 1));
    return new SequenceRows(files, values, length);
  }

  @Override
  public List<Integer> dims() {
    return List.of(values + 1, length);
  }

  @Override
  public Channels channels() {
    return new Channels(values, length);
  }

  @Override
  public boolean has(int row) {
    return files.has(row);
  }

  @Override
  public int read(int row, float[] target, int offset) {
    Sequence sequence = files.read(row, SequenceFile::read);
    if (sequence.channels() != values) {
      throw files.bad(
          row,
          "a sequence of %d values a step".formatted(sequence.channels()),
          "as many as the first has, " + values);
    }
    int steps = Math.min(length, sequence.steps());
    for (int t = 0; t < steps; t++) {
      for (int c = 0; c < values; c++) {
        target[offset + c * length + t] = sequence.values()[t * values + c];
      }
      target[offset + values * length + t] = 1;
    }
    return steps;
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
