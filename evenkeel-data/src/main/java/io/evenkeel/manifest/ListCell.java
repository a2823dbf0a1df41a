package io.evenkeel.manifest;

import io.evenkeel.input.BadInputException;
import java.util.function.Supplier;

/** Lists of JSON and Parquet as one text, as CSV would hold them. */
final class ListCell {
  static final String FOUND = "an element that is empty or holds a semicolon";

  private ListCell() {}

  static void append(StringBuilder list, String element, Supplier<BadInputException> bad) {
    if (element.isEmpty() || element.indexOf(ManifestColumn.SEPARATOR) >= 0) {
      throw bad.get();
    }
    if (!list.isEmpty()) {
      list.append(ManifestColumn.SEPARATOR);
    }
    list.append(element);
  }
}
