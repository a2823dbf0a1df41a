package io.evenkeel.data;

import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.ArraySampler;

/**
 * The order in which an epoch visits its samples, and how it is cut into batches.
 *
 * <p>The last batch may be smaller than the others. A single sample left over joins the batch
 * before, because a batch norm needs two.
 */
public final class EpochOrder {
  private EpochOrder() {}

  /**
   * The batches of one epoch of training, in shuffled order.
   *
   * @param seed the run's; the order follows from its fold {@code "order"} and the epoch alone
   * @param epoch counted from 1
   */
  public static List<int[]> shuffled(int size, int batchSize, Seed seed, int epoch) {
    return cut(permutation(size, seed.fold("order").fold(epoch)), batchSize);
  }

  /** The batches of a pass over every sample in its own order. */
  public static List<int[]> sequential(int size, int batchSize) {
    return cut(IntStream.range(0, size).toArray(), batchSize);
  }

  /** How many batches a pass over {@code size} samples has. */
  public static int stepsPerEpoch(int size, int batchSize) {
    requirePositive(batchSize);
    int whole = size / batchSize;
    int left = size % batchSize;
    return left == 0 || (left == 1 && whole > 0) ? whole : whole + 1;
  }

  /** The numbers 0 … size − 1 in an order that follows from the seed. */
  public static int[] permutation(int size, Seed seed) {
    return ArraySampler.shuffle(seed.random(), IntStream.range(0, size).toArray());
  }

  private static List<int[]> cut(int[] order, int batchSize) {
    int steps = stepsPerEpoch(order.length, batchSize);
    List<int[]> batches = new ArrayList<>(steps);
    for (int step = 0; step < steps; step++) {
      int end = step == steps - 1 ? order.length : (step + 1) * batchSize;
      batches.add(Arrays.copyOfRange(order, step * batchSize, end));
    }
    return batches;
  }

  private static void requirePositive(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batches of " + batchSize + " samples");
    }
  }
}
