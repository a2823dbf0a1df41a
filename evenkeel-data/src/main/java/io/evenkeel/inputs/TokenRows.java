package io.evenkeel.inputs;

import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.recipe.InputSpec;
import java.util.List;

/**
 * Ids of tokens, [length], zeros behind what is shorter.
 *
 * @param column of cells such as {@code 5;17;2}
 * @param length how many ids a row has
 * @param vocabulary how many ids there are, 0 for padding included
 */
public record TokenRows(ManifestColumn column, int length, int vocabulary) implements RowValues {
  /** The largest id that a float holds exactly. */
  private static final int LARGEST_ID = 1 << 24;

  /** One id that is wrong would make an embedding of gigabytes. */
  private static final int LARGEST_GUESS = 1_000_000;

  static TokenRows open(InputSpec spec, ManifestColumn column, int[] rows, RowProgress progress) {
    int length =
        spec.length()
            .orElseGet(
                () ->
                    Longest.of(
                        rows,
                        progress,
                        "the lengths of texts",
                        row -> column.missing(row) ? 1 : column.values(row).length));
    int vocabulary =
        spec.vocabulary()
            .orElseGet(
                () -> 1 + Longest.of(rows, progress, "ids of texts", row -> largest(column, row)));
    return new TokenRows(column, length, vocabulary);
  }

  private static int largest(ManifestColumn column, int row) {
    int largest = 1;
    if (!column.missing(row)) {
      for (float id : column.values(row)) {
        if (id > LARGEST_GUESS) {
          throw column.bad(
              row,
              "id " + Math.round((double) id),
              "ids to " + LARGEST_GUESS + ", or the key vocabulary for more");
        }
        largest = Math.max(largest, (int) id);
      }
    }
    return largest;
  }

  @Override
  public List<Integer> dims() {
    return List.of(length);
  }

  @Override
  public Channels channels() {
    return new Channels(0, 0);
  }

  @Override
  public boolean has(int row) {
    return !column.missing(row);
  }

  @Override
  public int read(int row, float[] target, int offset) {
    float[] ids = column.values(row);
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != (int) ids[i] || ids[i] < 1 || ids[i] >= Math.min(vocabulary, LARGEST_ID)) {
        throw column.bad(
            row, "id " + ids[i], "whole numbers from 1 to " + (vocabulary - 1) + "; 0 is padding");
      }
      if (i < length) {
        target[offset + i] = ids[i];
      }
    }
    return Math.min(length, ids.length);
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
