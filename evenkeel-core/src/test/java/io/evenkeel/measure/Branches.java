package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Branches made of plain numbers, for tests. */
public final class Branches {
  private Branches() {}

  /** Modalities m0, m1, … */
  public static List<Modality> modalities(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Modality("m" + i)).toList();
  }

  /** One value for each of m0, m1, … */
  @SafeVarargs
  public static <T> PerModality<T> each(T... values) {
    List<T> each = new ArrayList<>();
    for (T value : values) {
      each.add(value);
    }
    return new PerModality<>(modalities(values.length), each);
  }

  /** Norms whose μ are these: every weight norm is 1. */
  public static StepNorms mu(double main, double bypass) {
    return new StepNorms(new SquaredNorms(main, 1), new SquaredNorms(bypass, 1));
  }

  /** Speeds after one step with s of m0, m1, … exactly these whole numbers. */
  public static Speeds speeds(int... exponents) {
    List<StepNorms> steps = Arrays.stream(exponents).mapToObj(s -> mu(1, Math.pow(10, s))).toList();
    List<Modality> modalities = modalities(exponents.length);
    return Speeds.none(modalities).plus(new PerModality<>(modalities, steps));
  }

  /** The same values with modalities in another model order. */
  public static <T> PerModality<T> reordered(PerModality<T> values, List<Modality> order) {
    return PerModality.of(order, values::get);
  }

  /** A step of two to five branches, with norms as training meets them. */
  public static Arbitrary<PerModality<StepNorms>> steps(int least, int most) {
    Arbitrary<Double> norm = Arbitraries.doubles().between(1e-6, 1e6).ofScale(6);
    Arbitrary<StepNorms> branch =
        Combinators.combine(norm, norm, norm, norm)
            .as((a, b, c, d) -> new StepNorms(new SquaredNorms(a, b), new SquaredNorms(c, d)));
    return branch
        .list()
        .ofMinSize(least)
        .ofMaxSize(most)
        .map(norms -> new PerModality<>(modalities(norms.size()), norms));
  }

  /** Steps that one run of some branches could have had. */
  public static Arbitrary<List<PerModality<StepNorms>>> runs(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .flatMap(n -> steps(n, n).list().ofMinSize(1).ofMaxSize(6).map(ArrayList::new));
  }

  /** The speeds after these steps. */
  public static Speeds after(List<PerModality<StepNorms>> run) {
    Speeds speeds = Speeds.none(run.get(0).modalities());
    for (PerModality<StepNorms> step : run) {
      speeds = speeds.plus(step);
    }
    return speeds;
  }
}
