package io.evenkeel.check;

/**
 * How much the values of a vector vary from sample to sample, at the first few thousand places; of
 * what is no vector, at none.
 */
final class Variation {
  private static final int MOST_PLACES = 4096;

  private final float[] least;
  private final float[] greatest;
  private long samples;

  /** Nothing seen yet. */
  Variation(int values, boolean isVector) {
    int count = isVector ? Math.min(values, MOST_PLACES) : 0;
    least = new float[count];
    greatest = new float[count];
  }

  void add(float[] values) {
    for (int i = 0; i < least.length; i++) {
      float value = values[i];
      least[i] = samples == 0 ? value : Math.min(least[i], value);
      greatest[i] = samples == 0 ? value : Math.max(greatest[i], value);
    }
    samples++;
  }

  void merge(Variation other) {
    for (int i = 0; i < least.length && other.samples > 0; i++) {
      least[i] = samples == 0 ? other.least[i] : Math.min(least[i], other.least[i]);
      greatest[i] = samples == 0 ? other.greatest[i] : Math.max(greatest[i], other.greatest[i]);
    }
    samples += other.samples;
  }

  /** The places whose values are the same in all samples, of which there are several. */
  int[] constantPlaces() {
    return samples < 2
        ? new int[0]
        : java.util.stream.IntStream.range(0, least.length)
            .filter(i -> least[i] == greatest[i])
            .toArray();
  }
}
