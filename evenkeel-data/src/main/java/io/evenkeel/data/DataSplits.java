package io.evenkeel.data;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The splits of a data set.
 *
 * @param train what weights are trained on and mean squeezes are recorded on
 * @param validation what epochs and settings are chosen on
 * @param test what is reported; nothing is ever chosen on it
 * @param probes every held-out split that utilization is measured on, the default of a diagnosis
 *     first
 * @param digest a SHA-256 over the contents of every split, in hexadecimal; of rendered views, over
 *     their labels, names and file sizes instead of their pixels; of videos likewise
 * @param skipped of clips of videos, how many were left out; absent for other data
 */
public record DataSplits(
    Dataset train,
    HeldOut validation,
    HeldOut test,
    List<HeldOut> probes,
    String digest,
    Optional<SkippedClips> skipped) {
  /**
   * Keeps its own copy of the list; quantities of a regression that have no scale yet get that of
   * the training split.
   */
  public DataSplits {
    UnaryOperator<Dataset> scaled = ScaledTargets.over(train);
    train = scaled.apply(train);
    validation = validation.with(scaled.apply(validation.data()));
    test = test.with(scaled.apply(test.data()));
    probes = probes.stream().map(probe -> probe.with(scaled.apply(probe.data()))).toList();
    if (probes.isEmpty()) {
      throw new IllegalArgumentException("no split to diagnose on");
    }
  }

  /** The splits of data that are no clips of videos. */
  public DataSplits(
      Dataset train, HeldOut validation, HeldOut test, List<HeldOut> probes, String digest) {
    this(train, validation, test, probes, digest, Optional.empty());
  }
}
