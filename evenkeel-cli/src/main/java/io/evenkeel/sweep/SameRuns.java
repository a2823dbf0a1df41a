package io.evenkeel.sweep;

import io.evenkeel.runs.RunFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
      return new Fingerprint(sha256(files.steps()), sha256(files.weights()), trial.value());
    }

    private static String sha256(Path file) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
  }
}
