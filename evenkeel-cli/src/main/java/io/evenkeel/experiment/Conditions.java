package io.evenkeel.experiment;

import java.util.ArrayList;
import java.util.List;

/** What runs are trained under, beside recipe and seed, and what tells their results apart. */
final class Conditions {
  /** Keys of provenance.json. */
  private static final List<String> KEYS = List.of("evenkeel", "commit", "libtorch", "cpu");

  private Conditions() {}

  /** A sentence for each condition that is not the same in every finished run. */
  static List<String> differences(CellResults results) {
    List<String> sentences = new ArrayList<>();
    for (String key : KEYS) {
      List<String> found =
          results.finished().stream()
              .flatMap(finished -> finished.cell().files().recorded(key).stream())
              .distinct()
              .toList();
      if (found.size() > 1) {
        sentences.add(
            "Not all runs were trained under the same "
                + key
                + ": "
                + String.join("; ", found)
                + ".");
      }
    }
    return List.copyOf(sentences);
  }
}
