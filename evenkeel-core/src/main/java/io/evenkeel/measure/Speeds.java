package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Conditional learning speeds up to a step (Wu et al., ICML 2022, §4.1); an immutable part of the
 * training state.
 *
 * <p>s(m_{-i}|m_i; t) = log10( Σ_{k≤t} μ(θ'_i; k) / Σ_{k≤t} μ(θ_i; k) ), the sums over the regular
 * steps alone.
 *
 * @param sums Σ μ for each branch
 */
public record Speeds(PerModality<Sums> sums) {

  /**
   * The running sums of one branch; NaN from the first step at which μ was undefined.
   *
   * @param main Σ_{k≤t} μ(θ_i; k)
   * @param bypass Σ_{k≤t} μ(θ'_i; k)
   */
  public record Sums(double main, double bypass) {
    Sums plus(StepNorms step) {
      return new Sums(
          main + step.main().mu().orElse(Double.NaN),
          bypass + step.bypass().mu().orElse(Double.NaN));
    }

    OptionalDouble speed() {
      double speed = Math.log10(bypass / main);
      return Double.isFinite(speed) ? OptionalDouble.of(speed) : OptionalDouble.empty();
    }
  }

  /** The speeds before the first step: every sum zero, every speed undefined. */
  public static Speeds none(List<Modality> modalities) {
    return new Speeds(PerModality.of(modalities, modality -> new Sums(0, 0)));
  }

  /** These speeds with one more regular step accumulated. */
  public Speeds plus(PerModality<StepNorms> step) {
    return new Speeds(sums.mapWithModality((modality, sum) -> sum.plus(step.get(modality))));
  }

  /** s(m_{-i}|m_i; t), empty while undefined. */
  public OptionalDouble of(Modality modality) {
    return sums.get(modality).speed();
  }

  /**
   * d_speed(t) = s(m_1|m_0; t) − s(m_0|m_1; t) for N = 2, maximum minus minimum for N > 2; empty
   * while a speed is undefined and for N = 1.
   */
  public OptionalDouble difference() {
    return spread().difference();
  }

  /**
   * The branch that has been learning fastest from the others: the one a re-balancing window goes
   * to.
   */
  public Optional<Modality> fastest() {
    return spread().largest();
  }

  private Spread spread() {
    return new Spread(sums.map(Sums::speed));
  }
}
