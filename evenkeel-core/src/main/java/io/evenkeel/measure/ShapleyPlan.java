package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * Which coalitions of modalities have to be asked for their Shapley values, and what each counts.
 *
 * <p>φ_i = Σ_{S ∌ i} |S|! (N − |S| − 1)! / N! · (v(S ∪ {i}) − v(S)) (Shapley, 1953), over all 2^N
 * coalitions; or the mean of v(S ∪ {i}) − v(S) over orders drawn at random, S being who comes
 * before i (Castro, Gómez and Tejada, 2009). Either is a weighted sum of the v(S).
 *
 * @param modalities the modalities in model order
 * @param coalitions every S that counts, once, the empty one and the whole among them
 * @param orders the orders that were drawn; none where every coalition is asked
 */
public record ShapleyPlan(
    List<Modality> modalities, List<Set<Modality>> coalitions, List<List<Modality>> orders) {
  /** Of more modalities, orders are sampled: 2^N would grow too fast. */
  public static final int MOST_EXACT = 8;

  /** How many orders are drawn then. */
  public static final int ORDERS = 100;

  /** Keeps its own copies of the lists. */
  public ShapleyPlan {
    modalities = List.copyOf(modalities);
    coalitions = List.copyOf(coalitions);
    orders = List.copyOf(orders);
  }

  /**
   * Exact up to {@link #MOST_EXACT} modalities, sampled beyond.
   *
   * @param random where orders come from
   */
  public static ShapleyPlan of(List<Modality> modalities, UniformRandomProvider random) {
    return modalities.size() <= MOST_EXACT
        ? exact(modalities)
        : sampled(modalities, ORDERS, random);
  }

  /** Every one of the 2^N coalitions, the empty one first, the whole last. */
  public static ShapleyPlan exact(List<Modality> modalities) {
    if (modalities.size() > 20) {
      throw new IllegalArgumentException("2^" + modalities.size() + " coalitions");
    }
    List<Set<Modality>> coalitions =
        IntStream.range(0, 1 << modalities.size())
            .mapToObj(
                bits ->
                    IntStream.range(0, modalities.size())
                        .filter(i -> (bits >> i & 1) == 1)
                        .mapToObj(modalities::get)
                        .collect(Collectors.toUnmodifiableSet()))
            .toList();
    return new ShapleyPlan(modalities, coalitions, List.of());
  }

  /**
   * The coalitions that form as modalities come one by one, in so many random orders.
   *
   * @param count how many orders, at least 2
   */
  public static ShapleyPlan sampled(
      List<Modality> modalities, int count, UniformRandomProvider random) {
    if (count < 2) {
      throw new IllegalArgumentException(count + " orders");
    }
    List<List<Modality>> orders = new ArrayList<>();
    Set<Set<Modality>> coalitions = new LinkedHashSet<>();
    for (int o = 0; o < count; o++) {
      List<Modality> order = new ArrayList<>(modalities);
      ListSampler.shuffle(random, order);
      orders.add(List.copyOf(order));
      for (int size = 0; size <= order.size(); size++) {
        coalitions.add(first(order, size));
      }
    }
    return new ShapleyPlan(modalities, List.copyOf(coalitions), orders);
  }

  static Set<Modality> first(List<Modality> order, int size) {
    return Set.copyOf(order.subList(0, size));
  }

  /** Whether every coalition is asked. */
  public boolean isExact() {
    return orders.isEmpty();
  }

  /** φ_i as a sum of the v(S) that count in it. */
  public ScoreSum<Set<Modality>> sum(Modality modality) {
    return new ScoreSum<>(
        weights(modality), isExact() ? factorial(modalities.size()) : orders.size());
  }

  private Map<Set<Modality>, Long> weights(Modality modality) {
    Map<Set<Modality>, Long> weights = new LinkedHashMap<>();
    if (isExact()) {
      coalitions.forEach(s -> weights.put(s, weight(modality, s)));
      return weights;
    }
    for (List<Modality> order : orders) {
      int place = order.indexOf(modality);
      weights.merge(first(order, place + 1), 1L, Long::sum);
      weights.merge(first(order, place), -1L, Long::sum);
    }
    return weights;
  }

  private long weight(Modality modality, Set<Modality> coalition) {
    boolean inside = coalition.contains(modality);
    int before = coalition.size() - (inside ? 1 : 0);
    long orderings = factorial(before) * factorial(modalities.size() - before - 1);
    return inside ? orderings : -orderings;
  }

  private static long factorial(int n) {
    return LongStream.rangeClosed(2, n).reduce(1, Math::multiplyExact);
  }
}
