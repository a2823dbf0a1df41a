package io.evenkeel.cli;

import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.measure.GradientConflict;
import io.evenkeel.measure.Quality;
import io.evenkeel.measure.RobustnessCurves;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.train.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * What {@code diagnose --probe} prints: a short table for each finding.
 *
 * @param probing what was found
 * @param quality what A(·) is
 */
record ProbeTables(Probing probing, Quality quality) {

  String text() {
    StringBuilder text = new StringBuilder();
    probing
        .found()
        .forEach((split, findings) -> findings.forEach(f -> text.append(table(split, f))));
    probing.inTraining().forEach(f -> text.append(table("train", f)));
    return text.toString();
  }

  private String table(String split, Finding finding) {
    if (finding instanceof Finding.Shapley shapley) {
      return shapley(split, shapley);
    }
    if (finding instanceof Finding.Perceptual perceptual) {
      return perceptual(split, perceptual);
    }
    if (finding instanceof Finding.Missing missing) {
      return titled(
          "missing on "
              + split
              + ", "
              + quality.label()
              + " %; absent: "
              + missing.reference().key(),
          curves("absent for", missing.curves(), p -> Math.round(100 * p) + " %"));
    }
    if (finding instanceof Finding.Noise noise) {
      return titled(
          "noise on "
              + split
              + ", "
              + quality.label()
              + " %; noise in standard deviations of each channel",
          curves(
              "deviations",
              noise.curves(),
              l -> BigDecimal.valueOf(l).stripTrailingZeros().toPlainString()));
    }
    if (finding instanceof Finding.Pairwise pairwise) {
      return pairwise(split, pairwise);
    }
    return gradients(split, (Finding.Gradients) finding);
  }

  private static String titled(String title, List<List<String>> rows) {
    return title + "\n" + new TextTable(rows).text() + "\n";
  }

  private String shapley(String split, Finding.Shapley finding) {
    var values = finding.values();
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("modality", "value"));
    finding.intervals().ifPresent(i -> header.addAll(List.of("from", "to")));
    values.standardErrors().ifPresent(e -> header.add("standard error"));
    rows.add(header);
    values
        .values()
        .forEach(
            (m, value) -> {
              List<String> row = new ArrayList<>(List.of(m.name(), Numbers.signed(value)));
              finding.intervals().ifPresent(i -> row.addAll(ends(Optional.of(i.get(m)))));
              values
                  .standardErrors()
                  .ifPresent(e -> row.add(String.format(Locale.ROOT, "%.4f", e.get(m))));
              rows.add(row);
            });
    return titled(
        "shapley on %s: %s from %s %% with every modality absent (%s) to %s %% with all%s"
            .formatted(
                split,
                quality.label(),
                Numbers.percent(values.none()),
                finding.reference().key(),
                Numbers.percent(values.all()),
                finding.orders() == 0 ? "" : "; sampled, " + finding.orders() + " orders"),
        rows);
  }

  private static List<String> ends(Optional<ConfidenceInterval> interval) {
    return interval
        .map(i -> List.of(Numbers.signed(i.low()), Numbers.signed(i.high())))
        .orElse(List.of("-", "-"));
  }

  private String perceptual(String split, Finding.Perceptual finding) {
    var scores = finding.scores();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("modality", "permuted %", "score", "of " + quality.brief(), "from", "to"));
    scores
        .permuted()
        .forEach(
            (m, accuracy) -> {
              List<String> row = new ArrayList<>();
              row.add(m.name());
              row.add(Numbers.percent(accuracy));
              row.add(Numbers.signed(scores.score(m)));
              row.add(Numbers.signed(scores.normalized(m)));
              row.addAll(ends(finding.intervals().get(m)));
              rows.add(row);
            });
    return titled(
        "perceptual on %s: %s %s %%, %d permutations"
            .formatted(
                split, quality.label(), Numbers.percent(scores.accuracy()), scores.permutations()),
        rows);
  }

  private static List<List<String>> curves(
      String corner, RobustnessCurves curves, DoubleFunction<String> level) {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(corner));
    curves.levels().forEach(l -> header.add(level.apply(l)));
    rows.add(header);
    curves.accuracy().forEach((m, values) -> rows.add(row(m.name(), values)));
    curves
        .every()
        .filter(values -> curves.accuracy().size() > 1)
        .ifPresent(values -> rows.add(row("each of them", values)));
    return rows;
  }

  private static List<String> row(String name, List<Double> accuracies) {
    List<String> row = new ArrayList<>(List.of(name));
    accuracies.forEach(a -> row.add(Numbers.percent(a)));
    return row;
  }

  private static String pairwise(String split, Finding.Pairwise finding) {
    List<Modality> modalities = finding.pairs().fused().modalities();
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("given"));
    modalities.forEach(m -> header.add("u(" + m + ")"));
    header.add("u(others)");
    rows.add(header);
    for (Modality given : modalities) {
      List<String> row = new ArrayList<>(List.of(given.name()));
      for (Modality from : modalities) {
        row.add(
            from.equals(given) ? "." : Numbers.signed(finding.pairs().of(new Link(from, given))));
      }
      row.add(Numbers.signed(finding.all().of(given)));
      rows.add(row);
    }
    return titled("pairwise on " + split + ": u of each modality given another", rows);
  }

  private static String gradients(String split, Finding.Gradients finding) {
    GradientConflict conflict = finding.conflict();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("encoder", "mean cosine", "least", "greatest", "conflicts %"));
    for (Modality m : conflict.cosines().modalities()) {
      var range = conflict.of(m);
      boolean known = range.getCount() > 0;
      rows.add(
          List.of(
              m.name(),
              Numbers.signed(conflict.mean(m)),
              known ? Numbers.signed(range.getMin()) : "-",
              known ? Numbers.signed(range.getMax()) : "-",
              Numbers.percent(conflict.conflicts(m))));
    }
    return titled(
        "gradients on %s, %d batches: own loss against that of the other branches"
            .formatted(split, finding.batches()),
        rows);
  }
}
