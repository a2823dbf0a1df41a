package io.evenkeel.manifest;

/**
 * Where the rows of a file stand, for messages.
 *
 * @param file what messages call the file
 * @param unit what is counted: "line" or "row"
 * @param numbers the line of each row, from 1; none where rows are counted, also from 1
 */
record RowPlaces(String file, String unit, int[] numbers) {

  String of(int row) {
    int number = numbers.length == 0 ? row + 1 : numbers[row];
    return file + ", " + unit + " " + number;
  }

  String of(int row, String column) {
    return of(row) + ", column " + column;
  }
}
