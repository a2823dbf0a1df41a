package io.evenkeel.data;

import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

public record EpochOrder(int size, int batchSize, Seed seed) {
  public long steps() {
    return batches(1).size();
  }

  public List<int[]> batches(int epoch) {
    int[] order = IntStream.range(0, size).toArray();
    UniformRandomProvider random = seed.fold(epoch).random();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int t = order[i];
      order[i] = order[j];
      order[j] = t;
    }
    List<int[]> cut = new ArrayList<>();
    for (int i = 0; i < size; i += batchSize) {
      cut.add(Arrays.copyOfRange(order, i, Math.min(size, i + batchSize)));
    }
    return cut;
  }
}
