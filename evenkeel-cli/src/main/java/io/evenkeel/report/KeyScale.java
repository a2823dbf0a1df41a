package io.evenkeel.report;

import io.evenkeel.report.SweepResults.Axis;
import io.evenkeel.report.SweepResults.Spacing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Where the values of a key stand on an axis: as numbers, as their logarithms, or one after the
 * other.
 *
 * @param kind which of these
 * @param values the values in order; of a range, those that were drawn
 * @param low the position of the smallest
 * @param high the position of the largest, above {@code low}
 */
record KeyScale(Kind kind, List<String> values, double low, double high) {
  /** Beyond this ratio of gaps, neighbours on an axis can no longer be told apart. */
  private static final double UNEVEN = 12;

  /** What positions are. */
  enum Kind {
    LINEAR,
    LOGARITHMIC,
    ORDINAL
  }

  /** A place on an axis, from 0 to 1, with its text. */
  record Tick(double share, String text) {}

  /** The scale of an axis over the values that points have. */
  static KeyScale of(Axis axis, List<String> drawn) {
    List<String> values = axis.spacing() == Spacing.OF_THE_VALUES ? axis.values() : drawn;
    Optional<double[]> numbers = numbers(values);
    Kind kind =
        switch (axis.spacing()) {
          case LINEAR -> Kind.LINEAR;
          case LOGARITHMIC -> Kind.LOGARITHMIC;
          case OF_THE_VALUES -> numbers.map(KeyScale::kind).orElse(Kind.ORDINAL);
        };
    double[] positions =
        kind == Kind.ORDINAL
            ? IntStream.range(0, values.size()).asDoubleStream().toArray()
            : transformed(numbers.orElseThrow(), transform(kind));
    Range range = Range.of(List.of(positions));
    boolean wide = range.high() > range.low();
    return new KeyScale(
        kind, values, wide ? range.low() : range.low() - 1, wide ? range.high() : range.low() + 1);
  }

  /** The spacing under which the gaps between values are the most alike. */
  private static Kind kind(double[] values) {
    double linear = unevenness(values);
    boolean positive = IntStream.range(0, values.length).allMatch(i -> values[i] > 0);
    double logarithmic =
        positive ? unevenness(transformed(values, Math::log10)) : Double.POSITIVE_INFINITY;
    if (values.length == 2 && positive && linear == logarithmic) {
      double ratio = Math.max(values[0], values[1]) / Math.min(values[0], values[1]);
      return ratio >= 5 ? Kind.LOGARITHMIC : Kind.LINEAR;
    }
    if (Math.min(linear, logarithmic) > UNEVEN) {
      return Kind.ORDINAL;
    }
    return logarithmic < linear ? Kind.LOGARITHMIC : Kind.LINEAR;
  }

  /** The largest gap between neighbours over the smallest. */
  private static double unevenness(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] gaps =
        IntStream.range(1, sorted.length).mapToDouble(i -> sorted[i] - sorted[i - 1]).toArray();
    Range range = Range.of(List.of(gaps));
    return range.isEmpty() ? 1 : range.high() / range.low();
  }

  private static DoubleUnaryOperator transform(Kind kind) {
    return kind == Kind.LOGARITHMIC ? Math::log10 : DoubleUnaryOperator.identity();
  }

  private static double[] transformed(double[] values, DoubleUnaryOperator transform) {
    return Arrays.stream(values).map(transform).toArray();
  }

  private static Optional<double[]> numbers(List<String> values) {
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      OptionalDouble number = number(values.get(i));
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers[i] = number.getAsDouble();
    }
    return Optional.of(numbers);
  }

  private static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Range.drawable(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** The place of a value, from 0 to 1. */
  double share(String value) {
    double position =
        kind == Kind.ORDINAL
            ? values.indexOf(value)
            : transform(kind).applyAsDouble(Double.parseDouble(value));
    return (position - low) / (high - low);
  }

  /** A tick at each value of a list; round numbers for a range. */
  List<Tick> ticks(Spacing spacing) {
    if (spacing == Spacing.OF_THE_VALUES) {
      return values.stream().map(value -> new Tick(share(value), value)).toList();
    }
    Scale scale = Scale.exactly(new Range(low, high), 0, 1);
    List<Tick> ticks = new ArrayList<>();
    if (kind == Kind.LINEAR) {
      scale.ticks().forEach(tick -> ticks.add(new Tick(scale.pixel(tick), scale.label(tick))));
      return ticks;
    }
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int digit : digits()) {
        double position = power + Math.log10(digit);
        if (position >= low && position <= high) {
          String text = new BigDecimal(BigInteger.valueOf(digit), -power).toPlainString();
          ticks.add(new Tick((position - low) / (high - low), text));
        }
      }
    }
    return ticks;
  }

  /** Of each power of ten, the multiples that have a tick: more where there are few powers. */
  private List<Integer> digits() {
    if (high - low > 2.5) {
      return List.of(1);
    }
    return high - low > 1.1 ? List.of(1, 3) : List.of(1, 2, 5);
  }
}
