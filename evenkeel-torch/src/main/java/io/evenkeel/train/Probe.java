package io.evenkeel.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a trained network can be asked beside its utilization. */
public enum Probe {
  /** The Shapley values of the modalities. */
  SHAPLEY,
  /** The perceptual score of each modality. */
  PERCEPTUAL,
  /** A(·) when modalities are missing. */
  MISSING,
  /** A(·) when a modality is noisy. */
  NOISE,
  /** The utilization of each modality given each other. */
  PAIRWISE,
  /** The conflict of gradients in each encoder, on training batches. */
  GRADIENTS;

  /** Its name as users write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The probe of this name; empty where there is none. */
  public static Optional<Probe> named(String key) {
    return Arrays.stream(values()).filter(p -> p.key().equals(key)).findFirst();
  }

  /** Every name. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Probe::key).toList();
  }
}
