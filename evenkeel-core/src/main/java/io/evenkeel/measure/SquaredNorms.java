package io.evenkeel.measure;

import java.util.OptionalDouble;

/**
 * The squared norms of one parameter group at one step, summed over every tensor of the group.
 *
 * @param gradient ‖G(θ; t)‖², after backward and before the optimizer touches the gradient
 * @param weight ‖θ(t)‖², before the update of step t
 */
public record SquaredNorms(double gradient, double weight) {

  /** The norms of the two groups taken as one: squared norms add. */
  public SquaredNorms plus(SquaredNorms other) {
    return new SquaredNorms(gradient + other.gradient, weight + other.weight);
  }

  /**
   * μ(θ; t) = ‖G(θ; t)‖² / ‖θ(t)‖²; empty where the group has no weight or a norm is not finite.
   */
  public OptionalDouble mu() {
    double mu = gradient / weight;
    // An infinite weight would make μ = 0 and hide that the network has diverged.
    return Double.isFinite(mu) && Double.isFinite(weight)
        ? OptionalDouble.of(mu)
        : OptionalDouble.empty();
  }
}
