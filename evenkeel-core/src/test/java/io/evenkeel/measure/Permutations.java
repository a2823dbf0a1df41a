package io.evenkeel.measure;

import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.sampling.ListSampler;

/** Orders of a list. */
public final class Permutations {
  private Permutations() {}

  /** The list in an order that follows from the number. */
  public static <T> List<T> of(List<T> items, long number) {
    List<T> order = new ArrayList<>(items);
    ListSampler.shuffle(new Seed(number).random(), order);
    return order;
  }
}
