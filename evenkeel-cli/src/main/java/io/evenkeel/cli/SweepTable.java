package io.evenkeel.cli;

import io.evenkeel.sweep.PointTrials;
import io.evenkeel.sweep.Setting;
import io.evenkeel.sweep.SweepOutcome;
import io.evenkeel.sweep.SweepWords;
import java.util.ArrayList;
import java.util.List;

/** The points of a sweep with what they are chosen by: a row for each, up to a number of rows. */
record SweepTable(SweepOutcome outcome) {
  private static final int MOST_ROWS = 40;

  String text() {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>();
    outcome.sweep().keys().forEach(key -> header.add(outcome.sweep().shortKey(key)));
    header.add(outcome.sweep().criterion().label());
    rows.add(header);
    outcome.points().stream().limit(MOST_ROWS).forEach(point -> rows.add(row(point)));
    int more = outcome.points().size() - MOST_ROWS;
    return new TextTable(rows).text() + (more > 0 ? "and " + more + " more in sweep.csv\n" : "");
  }

  private List<String> row(PointTrials point) {
    List<String> row = new ArrayList<>();
    point.point().settings().stream().map(Setting::value).forEach(row::add);
    row.add(
        point.isComplete()
            ? new SweepWords(outcome).text(point.mean())
            : point.trials().stream().filter(t -> !t.error().isEmpty()).count() + " failed");
    boolean chosen = outcome.selection().filter(s -> s.best().equals(point)).isPresent();
    row.add(chosen ? "<- chosen" : "");
    return row;
  }
}
