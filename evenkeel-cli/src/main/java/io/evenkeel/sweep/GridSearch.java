package io.evenkeel.sweep;

import io.evenkeel.input.BadInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Every combination of values; the last key changes fastest.
 *
 * @param dimensions the keys with their values
 */
public record GridSearch(List<Choices> dimensions) implements Search {
  /** Checks that there are keys, each once, and not too many combinations. */
  public GridSearch {
    dimensions = List.copyOf(Search.distinct(dimensions));
    double points = dimensions.stream().mapToDouble(Choices::size).reduce(1, (a, b) -> a * b);
    if (points > MOST_POINTS) {
      throw new BadInputException(
          "--grid", (long) points + " combinations", "at most " + MOST_POINTS);
    }
  }

  @Override
  public List<Point> points() {
    List<List<Setting>> combinations = List.of(List.of());
    for (Choices choices : dimensions) {
      List<List<Setting>> longer = new ArrayList<>();
      for (List<Setting> begun : combinations) {
        for (String value : choices.values()) {
          List<Setting> next = new ArrayList<>(begun);
          next.add(new Setting(choices.key(), value));
          longer.add(next);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(Point::new).toList();
  }
}
