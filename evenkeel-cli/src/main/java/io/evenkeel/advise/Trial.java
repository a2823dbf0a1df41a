package io.evenkeel.advise;

import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a remedy has come.
 *
 * @param remedy the remedy
 * @param rungs its validation metric in each round that it was trained in
 * @param refusal why it cannot be used with the recipe, or what its run failed of; empty where it
 *     was trained
 * @param result of a finalist, over all seeds
 */
public record Trial(
    Remedy remedy, List<Double> rungs, Optional<String> refusal, Optional<Result> result) {
  /** Copies the list. */
  public Trial {
    rungs = List.copyOf(rungs);
  }

  /**
   * What a finalist has come to, beside plain training with the same seeds.
   *
   * @param seeds its validation metric with each seed
   * @param validation the mean of these
   * @param gain the same less that of plain training: the first seed has chosen among the remedies,
   *     so that its part of the gain is somewhat too large
   * @param test its test metric; nothing is chosen by it
   * @param testGain the same less that of plain training
   * @param dUtil |d_util| on the validation split; empty where it is undefined
   * @param cost the time that a training sample takes, over that of plain training, the median over
   *     seeds
   */
  public record Result(
      List<Double> seeds,
      Estimate validation,
      PairedDifference gain,
      Estimate test,
      PairedDifference testGain,
      OptionalDouble dUtil,
      double cost) {
    /** Copies the list. */
    public Result {
      seeds = List.copyOf(seeds);
    }

    /** Whether the 95 % interval of the gain on validation data is above 0. */
    public boolean helps() {
      return gain.estimate().interval().map(i -> i.low() > 0).orElse(false);
    }
  }

  static Trial begun(Remedy remedy) {
    return new Trial(remedy, List.of(), Optional.empty(), Optional.empty());
  }

  Trial refused(String reason) {
    return new Trial(remedy, rungs, Optional.of(reason), result);
  }

  Trial after(double metric) {
    List<Double> longer = new ArrayList<>(rungs);
    longer.add(metric);
    return new Trial(remedy, longer, refusal, result);
  }

  Trial with(Result newResult) {
    return new Trial(remedy, rungs, refusal, Optional.of(newResult));
  }
}
