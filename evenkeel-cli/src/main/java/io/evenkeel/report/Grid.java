package io.evenkeel.report;

import java.util.List;

/**
 * A table as text, cell by cell, however it is written down.
 *
 * @param caption what it shows, in a sentence
 * @param header the names of the columns; the first column names the rows
 * @param rows as many cells each as the header has
 */
public record Grid(String caption, List<String> header, List<List<String>> rows) {

  /** Copies the lists and checks the rows' lengths. */
  public Grid {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException("a row of " + row.size() + ", header " + header.size());
      }
    }
  }
}
