package io.evenkeel.inputs;

import java.util.List;

/** One modality of the rows of a manifest, as numbers. Safe to use from several threads. */
public interface RowValues {

  /** The shape of what a row has. */
  List<Integer> dims();

  /** Which of these numbers have a mean and a deviation in common. */
  Channels channels();

  /** Whether a row has the modality. */
  boolean has(int row);

  /**
   * Writes what a row has, in row-major order of the shape, to an array of zeros from an offset on.
   *
   * @return how many numbers of each channel are real, from the first on; the others are padding
   * @throws io.evenkeel.input.BadInputException with line and column, if it cannot be read
   */
  int read(int row, float[] target, int offset);

  /** Whether reading decodes a file or a cell, so that it is worth keeping what was read. */
  boolean decodes();

  /** What tells a row from others without reading its file: its cells, and the size of the file. */
  String identity(int row);

  /** Where the rows are kept in memory, what reads them; else these themselves. */
  default RowValues original() {
    return this;
  }

  /** How many numbers a row has. */
  default int size() {
    return dims().stream().reduce(1, Math::multiplyExact);
  }

  /**
   * The first numbers of a row, cut into channels of equal length; what lies behind them is never
   * scaled.
   *
   * @param count how many channels
   * @param length how many numbers each has
   */
  record Channels(int count, int length) {}
}
