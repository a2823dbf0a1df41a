package io.evenkeel.cli;

import io.evenkeel.reproduce.Circumstance;
import io.evenkeel.reproduce.Difference;
import io.evenkeel.reproduce.FileComparison;
import io.evenkeel.reproduce.RunComparison;
import io.evenkeel.reproduce.Tolerance;
import io.evenkeel.reproduce.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@code reproduce} prints.
 *
 * @param comparison the second run against the first
 */
record ReproductionTables(RunComparison comparison) {

  String text() {
    return headline() + "\n\n" + files() + "\n" + circumstances() + "\n";
  }

  private String headline() {
    String changed =
        comparison.changed().isEmpty()
            ? "nothing that results depend on has changed"
            : "changed: "
                + comparison.changed().stream()
                    .map(Circumstance::name)
                    .collect(Collectors.joining(", "));
    String said =
        switch (comparison.verdict()) {
          case IDENTICAL -> "identical: the same bytes, apart from wall-clock values";
          case WITHIN_TOLERANCE ->
              "equal within tolerance: every number agrees, " + Tolerance.OF_FLOATS;
          case DIFFERENT -> "different: beyond the tolerance of floats, " + Tolerance.OF_FLOATS;
        };
    return said + "\n" + changed;
  }

  private String files() {
    StringBuilder text = new StringBuilder();
    List<List<String>> rows = new ArrayList<>();
    for (FileComparison file : comparison.files()) {
      rows.add(List.of(file.file(), file.verdict().toString()));
    }
    text.append(new TextTable(rows).text());
    comparison.files().stream()
        .filter(file -> file.verdict() != Verdict.IDENTICAL)
        .forEach(file -> text.append(differences(file)));
    return text.toString();
  }

  private static String differences(FileComparison file) {
    Difference first = file.first().orElseThrow();
    Difference largest = file.largest().orElseThrow();
    String text = file.file() + ": first difference at " + first + "\n";
    return largest.equals(first)
        ? text
        : text + file.file() + ": largest difference at " + largest + "\n";
  }

  private String circumstances() {
    return comparison.circumstances().stream()
        .map(c -> String.format(Locale.ROOT, "%-12s %-8s %s%n", c.name(), change(c), values(c)))
        .collect(Collectors.joining());
  }

  private static String change(Circumstance circumstance) {
    return circumstance.changed() ? "changed" : "same";
  }

  private static String values(Circumstance circumstance) {
    return circumstance.before() + (circumstance.changed() ? ", now " + circumstance.now() : "");
  }
}
