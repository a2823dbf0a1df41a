package io.evenkeel.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

public final class PrefetchingBatches implements Iterator<Batch>, AutoCloseable {
  private final Dataset data;
  private final Iterator<int[]> order;

  private PrefetchingBatches(Dataset data, List<int[]> batches) {
    this.data = data;
    order = batches.iterator();
  }

  public static PrefetchingBatches of(Dataset data, List<int[]> batches) {
    return new PrefetchingBatches(data, batches);
  }

  public static PrefetchingBatches sequential(Dataset data, int batchSize) {
    List<int[]> cut = new ArrayList<>();
    for (int i = 0; i < data.size(); i += batchSize) {
      cut.add(IntStream.range(i, Math.min(data.size(), i + batchSize)).toArray());
    }
    return new PrefetchingBatches(data, cut);
  }

  @Override
  public boolean hasNext() {
    return order.hasNext();
  }

  @Override
  public Batch next() {
    int[] indices = order.next();
    long[] labels = new long[indices.length];
    for (int i = 0; i < labels.length; i++) labels[i] = data.label(indices[i]);
    return new Batch(
        indices.length,
        data.shapes()
            .mapWithModality(
                (m, shape) -> {
                  float[] v = new float[shape.values() * indices.length];
                  for (int i = 0; i < indices.length; i++)
                    data.copy(m, indices[i], v, i * shape.values());
                  return v;
                }),
        labels);
  }

  public long waitNanos() {
    return 0;
  }

  @Override
  public void close() {}
}
