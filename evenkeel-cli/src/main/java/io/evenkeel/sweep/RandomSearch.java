package io.evenkeel.sweep;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Points drawn at random, each value by a seed of its key and of the draw's number: a search for
 * more points begins with the points of the shorter one, and does not depend on the order of keys.
 *
 * @param dimensions the keys with what they are drawn from
 * @param count how many different points
 * @param seed what the draws follow from
 */
public record RandomSearch(List<Dimension> dimensions, int count, long seed) implements Search {
  private static final int DRAWS_A_POINT = 1000;

  /** Checks that there are keys, each once, and as many points as are asked for. */
  public RandomSearch {
    dimensions = List.copyOf(Search.distinct(dimensions));
    double size = dimensions.stream().mapToDouble(Dimension::size).reduce(1, (a, b) -> a * b);
    long most = (long) Math.min(size, MOST_POINTS);
    if (count < 1 || count > most) {
      String why = size <= MOST_POINTS ? ", as many as there are different points" : "";
      throw new BadInputException("--random", Integer.toString(count), "1 to " + most + why);
    }
  }

  @Override
  public List<Point> points() {
    Set<Point> points = new LinkedHashSet<>();
    Seed draws = new Seed(seed).fold("sweep");
    for (long draw = 0; points.size() < count; draw++) {
      if (draw > (long) DRAWS_A_POINT * count) {
        throw new BadInputException(
            "--random",
            count + " points, but only " + points.size() + " different ones came up",
            "fewer points or wider ranges");
      }
      Seed point = draws.fold(draw);
      points.add(new Point(dimensions.stream().map(d -> d.draw(point.fold(d.key()))).toList()));
    }
    return List.copyOf(points);
  }
}
