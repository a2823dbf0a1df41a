package io.evenkeel.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A weighted sum of the scores of several ways to ask a network: Σ_k w_k A(k) / d. Weights are
 * whole, so that what cancels out cancels exactly.
 *
 * @param weights w_k
 * @param denominator d
 * @param <K> a way to ask
 */
public record ScoreSum<K>(Map<K, Long> weights, double denominator) {
  /** Keeps its own copy of the map, in its order: a sum of other order rounds otherwise. */
  public ScoreSum {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** The score of one way alone. */
  public static <K> ScoreSum<K> of(K way) {
    return new ScoreSum<>(Map.of(way, 1L), 1);
  }

  /** The sum where scores are these. */
  public double from(ToDoubleFunction<K> score) {
    return weights.entrySet().stream()
            .mapToDouble(entry -> entry.getValue() * score.applyAsDouble(entry.getKey()))
            .sum()
        / denominator;
  }
}
