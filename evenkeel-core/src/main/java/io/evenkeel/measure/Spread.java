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
        .map(v -> OptionalDouble.of(difference(v.stream().mapToDouble(x -> x).toArray())))
        .orElseGet(OptionalDouble::empty);
  }

  /** The same of plain numbers; NaN for fewer than two, or where one of them is. */
  static double difference(double[] values) {
    return switch (values.length) {
      case 0, 1 -> Double.NaN;
      case 2 -> values[0] - values[1];
      default -> range(values);
    };
  }

  /** The modality with the largest value, the first of them on a tie. */
  Optional<Modality> largest() {
    return values.map(v -> modalities.get(v.indexOf(Collections.max(v))));
  }

  private static double range(double[] values) {
    double low = values[0];
    double high = values[0];
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }
}
