package io.evenkeel.check;

/**
 * How much the values at some places of a modality vary from sample to sample.
 *
 * <p>Of vectors all of the first few thousand places, of others some, taken evenly.
 */
final class Variation {
  private static final int MOST_PLACES = 4096;
  private static final int SOME_PLACES = 256;

  private final int[] places;
  private final float[] least;
  private final float[] greatest;
  private long samples;

  /** Nothing seen yet. */
  Variation(int values, boolean isVector) {
    int count = Math.min(values, isVector ? MOST_PLACES : SOME_PLACES);
    places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = isVector ? i : (int) ((2L * i + 1) * values / (2L * count));
    }
    least = new float[count];
    greatest = new float[count];
  }

  void add(float[] values) {
    for (int i = 0; i < places.length; i++) {
      float value = values[places[i]];
      least[i] = samples == 0 ? value : Math.min(least[i], value);
      greatest[i] = samples == 0 ? value : Math.max(greatest[i], value);
    }
    samples++;
  }

  void merge(Variation other) {
    for (int i = 0; i < places.length && other.samples > 0; i++) {
      least[i] = samples == 0 ? other.least[i] : Math.min(least[i], other.least[i]);
      greatest[i] = samples == 0 ? other.greatest[i] : Math.max(greatest[i], other.greatest[i]);
    }
    samples += other.samples;
  }

  /** The places whose values are the same in all samples, of which there are several. */
  int[] constantPlaces() {
    return samples < 2
        ? new int[0]
        : java.util.stream.IntStream.range(0, places.length)
            .filter(i -> least[i] == greatest[i])
            .map(i -> places[i])
            .toArray();
  }

  /** Whether no place that was looked at varies. */
  boolean isConstant() {
    return samples >= 2 && constantPlaces().length == places.length;
  }
}
