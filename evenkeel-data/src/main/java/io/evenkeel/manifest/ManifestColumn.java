package io.evenkeel.manifest;

import io.evenkeel.input.BadInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a manifest, by row number from 0. An empty cell, a JSON null, an absent JSON key and
 * a Parquet null are all the same: the value is missing.
 *
 * <p>Cells are kept as numbers of different texts, which {@link #code} gives: equal cells have
 * equal codes, and a missing cell has code 0. Immutable, and safe to use from several threads.
 * Every {@link BadInputException} names file, line (or row) and column.
 */
public final class ManifestColumn {
  /**
   * What separates the elements of a cell with several: JSON and Parquet lists are joined by it.
   */
  public static final char SEPARATOR = ';';

  private static final String SEPARATORS = "[;\\s]+";

  private final String name;
  private final RowPlaces places;
  private final PackedTexts texts;
  private final int[] codes;

  ManifestColumn(String name, RowPlaces places, PackedTexts texts, int[] codes) {
    this.name = name;
    this.places = places;
    this.texts = texts;
    this.codes = codes;
  }

  /** The name in the header. */
  public String name() {
    return name;
  }

  /** How many rows the table has. */
  public int rows() {
    return codes.length;
  }

  /** Whether a row has no value here. */
  public boolean missing(int row) {
    return codes[row] == 0;
  }

  /** How many rows have no value here. */
  public int countMissing() {
    int missing = 0;
    for (int code : codes) {
      missing += code == 0 ? 1 : 0;
    }
    return missing;
  }

  /** The number of a cell's text: 0 if missing, else from 1 in the order of first appearance. */
  public int code(int row) {
    return codes[row];
  }

  /**
   * The different texts of the column in the order of first appearance; that of code k is k - 1.
   */
  public List<String> distinct() {
    List<String> all = new ArrayList<>(texts.size() - 1);
    for (int code = 1; code < texts.size(); code++) {
      all.add(texts.text(code));
    }
    return List.copyOf(all);
  }

  /** The text of a cell; {@link BadInputException} if it is missing. */
  public String text(int row) {
    if (missing(row)) {
      throw bad(row, "no value", "one");
    }
    return texts.text(codes[row]);
  }

  /**
   * A cell as a decimal number that is finite as a float, too, so that sums of squares are; {@link
   * BadInputException} if it is none or missing.
   */
  public double number(int row) {
    return number(row, text(row));
  }

  /** Every cell as {@link #number} reads it, NaN where it is missing. */
  public double[] numbers() {
    double[] numbers = new double[codes.length];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = missing(row) ? Double.NaN : number(row);
    }
    return numbers;
  }

  /** The elements of a cell, divided at semicolons; none if it is missing. */
  public List<String> list(int row) {
    return missing(row) ? List.of() : List.of(text(row).split(";", -1));
  }

  /**
   * The numbers of a cell, divided at semicolons or white space, as floats; {@link
   * BadInputException} if one is no number, or the cell is missing.
   */
  public float[] values(int row) {
    String[] parts = text(row).strip().split(SEPARATORS, -1);
    float[] values = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = (float) number(row, parts[i]);
    }
    return values;
  }

  private double number(int row, String text) {
    try {
      if (isPlain(text)) {
        double value = Double.parseDouble(text);
        if (Math.abs(value) <= Float.MAX_VALUE) {
          return value;
        }
      }
    } catch (NumberFormatException said) {
      throw new BadInputException(place(row), quoted(text), "a number", said);
    }
    throw bad(row, quoted(text), "a finite number, of 3.4e38 at most");
  }

  /** Java would also read hexadecimal floats, suffixes and names of what is no number. */
  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }

  /** File, line (or row) and column of a cell, for messages. */
  public String place(int row) {
    return places.of(row, name);
  }

  /** What to throw about a cell. */
  public BadInputException bad(int row, String found, String expected) {
    return new BadInputException(place(row), found, expected);
  }

  /** A text in quotation marks, cut to a length that a message can bear. */
  static String quoted(String text) {
    int most = 60;
    return '"' + (text.length() <= most ? text : text.substring(0, most) + "…") + '"';
  }
}
