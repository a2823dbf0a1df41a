package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.Optional;

/** Which samples of a data set have a modality. */
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

  /** For each modality which samples have it; nothing where every sample has every one. */
  public static Optional<PerModality<boolean[]>> of(Dataset data) {
    PerModality<boolean[]> presence =
        data.shapes()
            .mapWithModality(
                (modality, shape) -> {
                  boolean[] has = new boolean[data.size()];
                  for (int sample = 0; sample < has.length; sample++) {
                    has[sample] = data.has(modality, sample);
                  }
                  return has;
                });
    boolean complete = missing(data).values().stream().allMatch(count -> count == 0);
    return complete ? Optional.empty() : Optional.of(presence);
  }
}
