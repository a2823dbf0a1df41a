package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How far the branches of one model lie apart in a measure, for N = 2 and for N > 2 modalities. */
final class Spread {
  private final List<Modality> modalities;
  private final Optional<List<Double>> values;

  Spread(PerModality<OptionalDouble> measured) {
    modalities = measured.modalities();
    boolean complete = measured.values().stream().allMatch(OptionalDouble::isPresent);
    values =
        complete && modalities.size() >= 2
            ? Optional.of(measured.values().stream().map(OptionalDouble::getAsDouble).toList())
            : Optional.empty();
  }

  /** The first minus the second for N = 2, as in the paper; maximum minus minimum for N > 2. */
  OptionalDouble difference() {
    return values
        .map(v -> OptionalDouble.of(v.size() == 2 ? v.get(0) - v.get(1) : range(v)))
        .orElseGet(OptionalDouble::empty);
  }

  /** The modality with the largest value, the first of them on a tie. */
  Optional<Modality> largest() {
    return values.map(v -> modalities.get(v.indexOf(Collections.max(v))));
  }

  private static double range(List<Double> v) {
    return Collections.max(v) - Collections.min(v);
  }
}
