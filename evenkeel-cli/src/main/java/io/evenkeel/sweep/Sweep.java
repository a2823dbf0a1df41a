package io.evenkeel.sweep;

import io.evenkeel.experiment.Cell;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A search for settings: each point of it is trained with the same seeds, and the best on
 * validation data is chosen.
 *
 * @param base the recipe whose keys are varied; its seed is the first
 * @param search which keys, and what points are tried
 * @param points the points of the search, in its order
 * @param seedCount over how many seeds, those that follow the first
 * @param criterion what points are chosen by
 * @param folder where everything is written
 */
public record Sweep(
    Recipe base,
    Search search,
    List<Point> points,
    int seedCount,
    Criterion criterion,
    Path folder) {
  private static final int MOST_SEEDS = 1000;

  /**
   * A sweep that can be run.
   *
   * @throws BadInputException for a number of seeds out of range, a point that makes no recipe, or
   *     one that does not have what is to be selected by
   */
  public static Sweep of(
      Recipe base, Search search, int seedCount, Criterion criterion, Path folder) {
    if (seedCount < 1 || seedCount > MOST_SEEDS) {
      throw new BadInputException("--seeds", Integer.toString(seedCount), "1 to " + MOST_SEEDS);
    }
    if (base.seed() > Long.MAX_VALUE - seedCount) {
      throw new BadInputException(
          "seed", Long.toString(base.seed()), "one that has the others of --seeds after it");
    }
    List<Point> points = search.points();
    points.forEach(point -> criterion.requireModalities(point.recipe(base)));
    return new Sweep(base, search, points, seedCount, criterion, folder);
  }

  /** The seeds, the recipe's own first. */
  public List<Long> seeds() {
    return LongStream.range(0, seedCount).mapToObj(i -> base.seed() + i).toList();
  }

  /** The run of a point with a seed. */
  public Cell cell(Point point, long seed) {
    return Cell.of(point.name(), point.recipe(base), seed, folder);
  }

  /** Every run, seed by seed: an early look at the sweep has seen every point as often. */
  public List<Cell> cells() {
    return seeds().stream()
        .flatMap(seed -> points.stream().map(point -> cell(point, seed)))
        .toList();
  }

  /** The keys that are varied, as dotted paths. */
  public List<String> keys() {
    return search.dimensions().stream().map(Dimension::key).toList();
  }

  /** A key as its points' names have it. */
  public String shortKey(String key) {
    return points.get(0).shortKey(key);
  }

  public SweepFiles files() {
    return new SweepFiles(folder);
  }
}
