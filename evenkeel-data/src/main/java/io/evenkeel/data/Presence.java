package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;

/** How many samples of a data set have a modality. */
public final class Presence {
  private Presence() {}

  /** How many have this one. */
  static int count(Dataset data, Modality modality) {
    int count = 0;
    for (int sample = 0; sample < data.size(); sample++) {
      count += data.has(modality, sample) ? 1 : 0;
    }
    return count;
  }

  /** How many samples lack each modality. */
  public static PerModality<Integer> missing(Dataset data) {
    return data.shapes().mapWithModality((modality, shape) -> data.size() - count(data, modality));
  }
}
