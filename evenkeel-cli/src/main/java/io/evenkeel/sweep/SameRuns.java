package io.evenkeel.sweep;

import io.evenkeel.files.Sha256;
import io.evenkeel.runs.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which points came to the same runs: the same steps, weights and values for every seed. A key that
 * never came into play, such as a tolerance that every step exceeds, makes such points.
 *
 * @param groups the points of each kind of run, in the order of the search
 */
public record SameRuns(List<List<PointTrials>> groups) {

  /** Compares the points of which every run has finished. */
  static SameRuns among(List<PointTrials> points) {
    Map<List<Fingerprint>, List<PointTrials>> groups = new LinkedHashMap<>();
    for (PointTrials point : points) {
      if (point.isComplete()) {
        List<Fingerprint> runs = point.trials().stream().map(Fingerprint::of).toList();
        groups.computeIfAbsent(runs, r -> new ArrayList<>()).add(point);
      }
    }
    return new SameRuns(groups.values().stream().map(List::copyOf).toList());
  }

  /** The groups that have more than one point. */
  public List<List<PointTrials>> repeated() {
    return groups.stream().filter(group -> group.size() > 1).toList();
  }

  boolean areSame(PointTrials one, PointTrials other) {
    return groups.stream().anyMatch(group -> group.contains(one) && group.contains(other));
  }

  /** What two runs that are the same have in common. */
  private record Fingerprint(String steps, String weights, OptionalDouble value) {

    static Fingerprint of(Trial trial) {
      RunFiles files = trial.cell().files();
      return new Fingerprint(contents(files.steps()), contents(files.weights()), trial.value());
    }

    /** A file that somebody has deleted, to save space, is like no other. */
    private static String contents(Path file) {
      return Files.exists(file) ? new Sha256().add(file).hexadecimal() : file.toString();
    }
  }
}
