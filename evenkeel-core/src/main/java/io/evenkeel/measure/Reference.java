package io.evenkeel.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a network sees in place of a modality that is absent. */
public enum Reference {
  /** The mean input over the training split. */
  TRAIN_MEAN,
  /**
   * The input of another sample of the same split: of the same other sample, where several
   * modalities are absent.
   */
  PERMUTATION,
  /** Zeros. */
  ZERO;

  /** Its name as users write it, such as {@code train-mean}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reference of this name; empty where there is none. */
  public static Optional<Reference> named(String key) {
    return Arrays.stream(values()).filter(r -> r.key().equals(key)).findFirst();
  }

  /** Every name. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Reference::key).toList();
  }
}
