package io.evenkeel.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.measure.Quality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The runs of a page, at least one. */
record RunSet(List<RunRecord> runs) {
  /** How many modalities have a colour and a dash of their own. */
  private static final int STYLES = 6;

  /** Reads runs; those whose folders share a name are called by their paths. */
  static RunSet read(List<Path> folders) {
    List<RunRecord> runs = folders.stream().map(RunDirectory::read).toList();
    List<String> names = runs.stream().map(RunRecord::name).toList();
    List<RunRecord> told = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      boolean shared = Collections.frequency(names, names.get(i)) > 1;
      told.add(shared ? runs.get(i).named(folders.get(i).toString()) : runs.get(i));
    }
    return new RunSet(List.copyOf(told));
  }

  /** Reads runs under names of a caller's choice. */
  static RunSet readNamed(List<ReportedRun> runs) {
    return new RunSet(
        runs.stream()
            .map(run -> RunDirectory.read(run.folder()).named(run.group(), run.name()))
            .toList());
  }

  /** Whether somebody has said which runs differ by their seeds alone. */
  boolean isGrouped() {
    return runs.stream().anyMatch(run -> !run.group().isEmpty());
  }

  /** What people call A(·), where that is the same in all runs. */
  String metric() {
    List<String> labels = runs.stream().map(run -> run.quality().label()).distinct().toList();
    return labels.size() == 1 ? labels.get(0) : "A";
  }

  /** Whether A(·) may be below 0. */
  boolean maybeNegative() {
    return runs.stream().anyMatch(run -> run.quality() == Quality.R2);
  }

  /** The same as the first word of a heading. */
  String headingOfMetric() {
    return Character.toUpperCase(metric().charAt(0)) + metric().substring(1);
  }

  List<RunRecord> finished() {
    return runs.stream().filter(RunRecord::finished).toList();
  }

  /** Every modality of every run, in model order. */
  List<String> modalities() {
    Set<String> all = new LinkedHashSet<>();
    runs.forEach(run -> all.addAll(run.modalities()));
    return List.copyOf(all);
  }

  /** The CSS class of a modality, the same in every run. */
  String style(String modality) {
    return "m" + Math.max(0, modalities().indexOf(modality)) % STYLES;
  }

  /** Every split that a run was diagnosed on. */
  List<String> splits() {
    Set<String> all = new LinkedHashSet<>();
    finished().forEach(run -> run.summary().path("splits").fieldNames().forEachRemaining(all::add));
    return List.copyOf(all);
  }

  /** The splits that charts show: the one that u is quoted on, and that of the result. */
  List<String> shownSplits() {
    return splits().stream()
        .filter(split -> split.equals(resultSplit()) || split.equals(utilizationSplit()))
        .toList();
  }

  /** A heading that tells a run from the others; empty where there are no others. */
  String heading(RunRecord run) {
    return runs.size() == 1 ? "" : run.name();
  }

  /** What an accuracy on a split shows, as the data's reader says it; empty if nobody says. */
  String meaning(String split) {
    return finished().stream()
        .map(run -> run.split(split).path("meaning"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse("");
  }

  /** The split that a result is quoted on: "test" where there is one. */
  String resultSplit() {
    List<String> splits = splits();
    return splits.isEmpty() || splits.contains("test") ? "test" : splits.get(0);
  }

  /** The split that u and d_util are quoted on. */
  String utilizationSplit() {
    return finished().stream().map(RunRecord::mainSplit).findFirst().orElse("test");
  }
}
