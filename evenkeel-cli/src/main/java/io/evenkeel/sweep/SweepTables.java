package io.evenkeel.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a sweep has come to, for programs to read. Of single points it tells validation alone. */
record SweepTables(SweepOutcome outcome) {

  /** A row for every run; cells with commas or quotes are quoted as in RFC 4180. */
  String csv() {
    Sweep sweep = outcome.sweep();
    List<String> header = new ArrayList<>(List.of("point"));
    header.addAll(sweep.keys());
    header.addAll(List.of("seed", "status", sweep.criterion().toString(), "error", "folder"));
    StringBuilder csv = new StringBuilder(row(header));
    for (PointTrials point : outcome.points()) {
      for (Trial trial : point.trials()) {
        List<String> cells = new ArrayList<>(List.of(point.point().name()));
        point.point().settings().forEach(setting -> cells.add(setting.value()));
        cells.add(Long.toString(trial.seed()));
        cells.add(trial.status().toString());
        cells.add(trial.value().isPresent() ? trial.value().getAsDouble() + "" : "");
        cells.add(trial.error());
        cells.add(folder(trial));
        csv.append(row(cells));
      }
    }
    return csv.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().map(SweepTables::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[,\"\\r\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  private String folder(Trial trial) {
    return outcome.sweep().folder().relativize(trial.cell().folder()).toString();
  }

  /** The plan, every run, which points came to the same, and the choice. */
  ObjectNode json() {
    Sweep sweep = outcome.sweep();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    sweep.keys().forEach(root.putArray("keys")::add);
    if (sweep.search() instanceof RandomSearch random) {
      root.put("search", "random").put("search_seed", random.seed());
    } else {
      root.put("search", "grid");
    }
    sweep.seeds().forEach(root.putArray("seeds")::add);
    root.put("select", sweep.criterion().toString());
    root.put("goal", sweep.criterion().goal().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    var points = root.putArray("points");
    outcome.points().forEach(point -> points.add(json(point)));
    var same = root.putArray("same_runs");
    for (List<PointTrials> group : outcome.sameRuns().repeated()) {
      var names = same.addArray();
      group.forEach(point -> names.add(point.point().name()));
    }
    outcome
        .selection()
        .ifPresentOrElse(s -> root.set("chosen", json(s)), () -> root.putNull("chosen"));
    return root;
  }

  private ObjectNode json(PointTrials point) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("point", point.point().name());
    ObjectNode settings = node.putObject("settings");
    point.point().settings().forEach(setting -> settings.put(setting.key(), setting.value()));
    var runs = node.putArray("runs");
    for (Trial trial : point.trials()) {
      ObjectNode run = runs.addObject();
      run.put("seed", trial.seed()).put("status", trial.status().toString());
      trial.value().ifPresent(value -> run.put("value", value));
      if (!trial.error().isEmpty()) {
        run.put("error", trial.error());
      }
      run.put("folder", folder(trial));
    }
    if (point.isComplete()) {
      put(node, point.mean());
    }
    return node;
  }

  private ObjectNode json(Selection selection) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("point", selection.best().point().name());
    put(node, selection.best().mean());
    selection
        .runnerUp()
        .ifPresent(
            second -> {
              ObjectNode other = node.putObject("runner_up");
              other.put("point", second.point().point().name());
              put(other, second.point().mean());
              put(other.putObject("lead_of_the_chosen"), second.lead());
            });
    outcome.test().ifPresent(test -> put(node.putObject("test_accuracy"), test));
    return node;
  }

  private static void put(ObjectNode node, Estimate mean) {
    node.put("mean", mean.mean());
    mean.interval()
        .ifPresentOrElse(
            interval -> node.put("half_width", interval.halfWidth()),
            () -> node.putNull("half_width"));
  }
}
