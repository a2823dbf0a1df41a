package io.evenkeel.recipe;

import java.util.List;

/**
 * Uni-modal teachers (Du et al., ICML 2023).
 *
 * @param weight λ ≥ 0, the weight of the distance to the features of the teachers
 * @param teachers for each modality, in any order, the weights of a network of it alone, or the run
 *     directory that holds them as best.safetensors
 */
public record UmtSpec(double weight, List<String> teachers) {
  /** Checks the range. */
  public UmtSpec {
    Keys.notNegative("strategy.umt.weight", weight);
    teachers = List.copyOf(teachers);
  }

  /** λ 10, no teachers yet. */
  public static UmtSpec defaults() {
    return new UmtSpec(10, List.of());
  }
}
