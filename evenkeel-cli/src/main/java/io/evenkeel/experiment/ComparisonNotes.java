package io.evenkeel.experiment;

import io.evenkeel.statistics.RankCorrelation;
import io.evenkeel.statistics.SignFlip;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What has to be said with the numbers of a comparison: how far they can be trusted. */
public record ComparisonNotes(Comparison comparison) {
  private static final double USUAL_LEVEL = 0.05;

  /** The notes, a sentence or two each. */
  public List<String> all() {
    List<String> notes = new ArrayList<>(ofTables());
    comparison.relation().correlation().map(this::relation).ifPresent(notes::add);
    return List.copyOf(notes);
  }

  /** The notes but for that of the relation, which a page has beside its figure. */
  List<String> ofTables() {
    List<String> notes = new ArrayList<>();
    CellResults results = comparison.results();
    int finished = results.finished().size();
    if (finished < results.cells().size()) {
      notes.add("These numbers are of " + finished + " of " + results.cells().size() + " runs.");
    }
    results
        .failed()
        .forEach(failed -> notes.add(failed.cell().name() + " failed: " + failed.error()));
    if (comparison.seeds().size() == 1) {
      notes.add("One seed says nothing of how another would do: no interval can be given.");
    }
    splits(notes);
    pairs(notes);
    notes.addAll(comparison.conditions());
    return List.copyOf(notes);
  }

  /** What the rank correlation is, and what it cannot know. */
  String relation(RankCorrelation correlation) {
    return String.format(
            Locale.ROOT,
            "|d_speed| against |d_util| over %d runs: Spearman's ρ = %s, p = %s (t approximation,"
                + " as if no two runs shared a recipe or a seed).",
            correlation.count(),
            Written.value(correlation.rho(), Metric.Unit.RATE),
            Written.p(correlation.p()))
        + withinRecipes();
  }

  private String withinRecipes() {
    String each =
        comparison.relation().withinRecipes().entrySet().stream()
            .map(
                e ->
                    "%s ρ = %s over %d"
                        .formatted(
                            e.getKey(),
                            Written.value(e.getValue().rho(), Metric.Unit.RATE),
                            e.getValue().count()))
            .collect(Collectors.joining(", "));
    return each.isEmpty() || comparison.recipes().size() < 2
        ? ""
        : " Within a recipe: " + each + ".";
  }

  /** Summaries quote d_util and u on a split that need not be that of the test accuracies. */
  private void splits(List<String> notes) {
    comparison.results().finished().stream()
        .filter(finished -> !finished.summary().path("cur").isEmpty())
        .map(finished -> finished.summary().path("cur_split").asText("test"))
        .distinct()
        .filter(split -> !split.equals("test"))
        .forEach(
            split ->
                notes.add(
                    "Test and branch accuracies are on test, d_util and u on " + split + "."));
  }

  private void pairs(List<String> notes) {
    int pairs = comparison.mostPairs();
    if (pairs == 0) {
      return;
    }
    boolean drawn =
        comparison.rows().stream()
            .flatMap(row -> row.difference().stream())
            .anyMatch(difference -> !difference.signFlip().exact());
    if (drawn) {
      notes.add("p of the sign-flip test is estimated from 100,000 drawn sign patterns.");
      return;
    }
    double smallest = SignFlip.smallestP(pairs);
    String least =
        "With "
            + pairs
            + (pairs == 1 ? " pair" : " pairs")
            + " the sign-flip test cannot give a p below "
            + number(smallest)
            + (smallest > USUAL_LEVEL ? ": too few seeds for it to rule out chance." : ".");
    notes.add(least);
  }

  private static String number(double p) {
    return new BigDecimal(p, new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
