package io.evenkeel.sweep;

import io.evenkeel.report.SweepReport;
import io.evenkeel.report.SweepReport.Named;
import io.evenkeel.report.SweepResults;
import io.evenkeel.report.SweepResults.Axis;
import io.evenkeel.report.SweepResults.Better;
import io.evenkeel.report.SweepResults.Metric;
import io.evenkeel.report.SweepResults.Spacing;
import io.evenkeel.report.SweepResults.Unit;
import io.evenkeel.runs.RecipeFile;
import java.util.ArrayList;
import java.util.List;

/** Gives the report what it shows of a sweep: validation numbers, and the words beside them. */
record SweepPage(SweepOutcome outcome) {
  private static final String NO_BREAK = "\u00A0";

  void write() {
    Sweep sweep = outcome.sweep();
    List<Named> failures =
        outcome.failed().stream().map(t -> new Named(t.cell().name(), t.error())).toList();
    new SweepReport(results(), words(), recipes()).write(sweep.files().report(), failures);
  }

  private SweepReport.Words words() {
    SweepWords words = new SweepWords(outcome);
    return new SweepReport.Words(
        unbroken(words.headline()),
        words.sentences().stream().map(SweepPage::unbroken).toList(),
        words.sameRuns(),
        unbroken(words.test().orElse("")));
  }

  /** No line of the page ends within a number. */
  private static String unbroken(String sentence) {
    return sentence.replace(" ± ", NO_BREAK + "±" + NO_BREAK).replace(" %", NO_BREAK + "%");
  }

  private List<Named> recipes() {
    List<Named> recipes = new ArrayList<>();
    outcome
        .best()
        .ifPresent(cell -> recipes.add(new Named("best.yaml", RecipeFile.write(cell.recipe()))));
    recipes.add(new Named("base.yaml", RecipeFile.write(outcome.sweep().base())));
    return recipes;
  }

  private SweepResults results() {
    Criterion criterion = outcome.sweep().criterion();
    Metric metric =
        new Metric(
            criterion.label(),
            criterion.unit() == Criterion.Unit.SHARE ? Unit.PERCENT : Unit.NUMBER,
            criterion.goal() == Criterion.Goal.HIGHEST ? Better.HIGHER : Better.LOWER);
    return new SweepResults(
        metric,
        outcome.sweep().search().dimensions().stream().map(this::axis).toList(),
        outcome.points().stream().map(SweepPage::point).toList(),
        outcome.selection().map(selection -> point(selection.best())));
  }

  private Axis axis(Dimension dimension) {
    String name = outcome.sweep().shortKey(dimension.key());
    if (dimension instanceof Choices choices) {
      return new Axis(name, choices.values(), Spacing.OF_THE_VALUES);
    }
    boolean logarithmic = ((Span) dimension).spread() == Span.Spread.LOGARITHMIC;
    return new Axis(name, List.of(), logarithmic ? Spacing.LOGARITHMIC : Spacing.LINEAR);
  }

  private static SweepResults.Point point(PointTrials point) {
    return new SweepResults.Point(
        point.point().label(),
        point.point().settings().stream().map(Setting::value).toList(),
        point.trials().stream().map(Trial::value).toList());
  }
}
