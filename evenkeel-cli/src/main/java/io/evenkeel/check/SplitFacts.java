package io.evenkeel.check;

import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a split holds.
 *
 * @param name of it
 * @param samples how many
 * @param missing how many lack each modality
 * @param task what is to be told
 * @param counts of a task of classes or labels, how many samples there are of each
 * @param quantities of a regression, the values of each
 * @param weights how samples count, where they do not all alike
 */
public record SplitFacts(
    String name,
    int samples,
    PerModality<Integer> missing,
    Task task,
    List<Integer> counts,
    List<Spread> quantities,
    Optional<Spread> weights) {
  /** Keeps its own copies of the lists. */
  public SplitFacts {
    counts = List.copyOf(counts);
    quantities = List.copyOf(quantities);
  }

  /** Numbers in four numbers. */
  public record Spread(double least, double mean, double deviation, double greatest) {
    static Spread of(double[] values) {
      double mean = Arrays.stream(values).average().orElse(0);
      double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      return new Spread(
          Arrays.stream(values).min().orElse(0),
          mean,
          Math.sqrt(squares),
          Arrays.stream(values).max().orElse(0));
    }
  }

  static SplitFacts of(SplitScan scan) {
    Task task = scan.data().task();
    boolean isRegression = task instanceof Task.Regression;
    double[] weights = scan.weights();
    boolean isEven = Arrays.stream(weights).allMatch(weight -> weight == 1);
    return new SplitFacts(
        scan.name(),
        scan.data().size(),
        scan.data().shapes().mapWithModality((modality, shape) -> scan.missing(modality)),
        task,
        isRegression ? List.of() : Arrays.stream(scan.counts()).boxed().toList(),
        isRegression
            ? IntStream.range(0, task.outputs()).mapToObj(i -> quantity(scan, i)).toList()
            : List.of(),
        isEven ? Optional.empty() : Optional.of(Spread.of(weights)));
  }

  private static Spread quantity(SplitScan scan, int output) {
    double[] values = new double[scan.data().size()];
    Arrays.setAll(values, sample -> scan.data().target(sample)[output]);
    return Spread.of(values);
  }
}
