package io.evenkeel.data;

/**
 * The labels of an IDX file.
 *
 * @param name the file they were read from, for messages
 * @param values an unsigned label for each sample
 */
public record IdxLabels(String name, byte[] values) {
  /** How many labels there are. */
  public int count() {
    return values.length;
  }

  /** The label of a sample, in 0..255. */
  public int label(int sample) {
    return Byte.toUnsignedInt(values[sample]);
  }
}
