package io.evenkeel.recipe;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Seed;
import io.evenkeel.strategy.Guided;
import io.evenkeel.strategy.RandomRebalancing;
import io.evenkeel.strategy.Strategy;
import io.evenkeel.strategy.Vanilla;
import java.util.List;

/**
 * Which training strategy.
 *
 * @param name vanilla, guided or random
 * @param alpha guided: imbalance tolerance α ≥ 0
 * @param window guided: re-balancing window Q ≥ 1, in steps
 * @param startEpoch guided and random: the first epoch, counted from 1, that may re-balance
 */
public record StrategySpec(Name name, double alpha, int window, int startEpoch) {

  /** The strategies that there are. */
  public enum Name {
    VANILLA,
    GUIDED,
    RANDOM
  }

  /** Checks the ranges. */
  public StrategySpec {
    Keys.notNegative("strategy.alpha", alpha);
    Keys.atLeast("strategy.window", window, 1);
    Keys.atLeast("strategy.start_epoch", startEpoch, 1);
  }

  /** Guided with the settings of the authors' ModelNet40 code. */
  public static StrategySpec defaults() {
    return new StrategySpec(Name.GUIDED, 0.01, 5, 2);
  }

  /**
   * The strategy before the first step of a run; vanilla for a single modality, which has nobody to
   * balance with.
   */
  public Strategy start(List<Modality> modalities, Seed seed) {
    if (modalities.size() == 1) {
      return new Vanilla();
    }
    return switch (name) {
      case VANILLA -> new Vanilla();
      case GUIDED -> Guided.start(new Guided.Settings(alpha, window, startEpoch));
      case RANDOM -> new RandomRebalancing(modalities, startEpoch, seed);
    };
  }
}
