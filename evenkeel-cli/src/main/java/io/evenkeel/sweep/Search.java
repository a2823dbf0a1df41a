package io.evenkeel.sweep;

import io.evenkeel.input.BadInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What points a sweep tries. */
public sealed interface Search permits GridSearch, RandomSearch {

  /** How many points a sweep may have. */
  int MOST_POINTS = 10_000;

  /** The keys that are varied, at least one. */
  List<? extends Dimension> dimensions();

  /** The points in the order that decides ties; no two are the same. */
  List<Point> points();

  /**
   * The keys, each once.
   *
   * @throws BadInputException for none, or for one that is there twice
   */
  static <D extends Dimension> List<D> distinct(List<D> dimensions) {
    if (dimensions.isEmpty()) {
      throw new BadInputException(
          "--grid",
          "none",
          "at least one key with values, such as --grid alpha=0.001,0.01,0.1 or, with --random, --range alpha=0.001..1:log");
    }
    Set<String> keys = new HashSet<>();
    for (D dimension : dimensions) {
      if (!keys.add(dimension.key())) {
        throw new BadInputException(
            "the search", "key " + dimension.key() + " twice", "all values of a key in one option");
      }
    }
    return new ArrayList<>(dimensions);
  }
}
