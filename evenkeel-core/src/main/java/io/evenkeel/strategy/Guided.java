package io.evenkeel.strategy;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.util.Map;
import java.util.Optional;

/**
 * Balanced multi-modal learning (Wu et al., ICML 2022, Algorithm 1).
 *
 * <p>After a regular step from the starting epoch on, |d_speed| > α sends the next Q steps to the
 * branch that has been learning fastest from the others; the step after them is regular again.
 *
 * @param settings α, Q and the starting epoch
 * @param phase where in the algorithm the next step stands
 */
public record Guided(Settings settings, Phase phase) implements Strategy {

  /**
   * The hyper-parameters.
   *
   * @param alpha imbalance tolerance α ≥ 0
   * @param window re-balancing window Q ≥ 1, in steps
   * @param startEpoch the first epoch, counted from 1, in which a window may open
   */
  public record Settings(double alpha, int window, int startEpoch) {
    /** Checks the ranges. */
    public Settings {
      if (!(alpha >= 0) || window < 1 || startEpoch < 1) {
        throw new IllegalArgumentException(
            "alpha " + alpha + ", window " + window + ", start epoch " + startEpoch);
      }
    }
  }

  /** Where in the algorithm a step stands. */
  public sealed interface Phase {
    /** The step measures. */
    record Measuring() implements Phase {}

    /** The step is one of {@code remaining} ≥ 1 re-balancing steps still to do. */
    record Rebalancing(Modality modality, int remaining) implements Phase {}
  }

  /** The strategy before the first step. */
  public static Guided start(Settings settings) {
    return new Guided(settings, new Phase.Measuring());
  }

  @Override
  public StepPlan plan(Position at) {
    return phase instanceof Phase.Rebalancing window
        ? new StepPlan.Rebalance(window.modality())
        : new StepPlan.Regular();
  }

  @Override
  public Guided afterStep(StepEvidence evidence) {
    if (phase instanceof Phase.Rebalancing window) {
      return window.remaining() > 1
          ? with(new Phase.Rebalancing(window.modality(), window.remaining() - 1))
          : with(new Phase.Measuring());
    }
    return toRebalance(evidence)
        .map(modality -> with(new Phase.Rebalancing(modality, settings.window())))
        .orElse(this);
  }

  private Optional<Modality> toRebalance(StepEvidence evidence) {
    boolean unlocked = evidence.at().epoch() >= settings.startEpoch();
    boolean imbalanced = Math.abs(evidence.speeds().difference().orElse(0)) > settings.alpha();
    return unlocked && imbalanced ? evidence.speeds().fastest() : Optional.empty();
  }

  /** The window that is open: {@code modality} and {@code remaining}; empty while measuring. */
  @Override
  public Map<String, String> state() {
    return phase instanceof Phase.Rebalancing window
        ? Map.of(
            "modality", window.modality().name(), "remaining", Integer.toString(window.remaining()))
        : Map.of();
  }

  @Override
  public Guided resumed(Map<String, String> state) {
    if (state.isEmpty()) {
      return with(new Phase.Measuring());
    }
    int remaining = Integer.parseInt(state.getOrDefault("remaining", ""));
    if (remaining < 1 || remaining > settings.window()) {
      throw new IllegalArgumentException(
          remaining + " steps left of a window of " + settings.window());
    }
    return with(new Phase.Rebalancing(new Modality(state.getOrDefault("modality", "")), remaining));
  }

  private Guided with(Phase next) {
    return new Guided(settings, next);
  }
}
