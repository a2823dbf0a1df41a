package io.evenkeel.train;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a trained network can be asked beside its utilization. */
public enum Probe {
  /** The Shapley values of the modalities. */
  SHAPLEY,
  /** The perceptual score of each modality. */
  PERCEPTUAL,
  /** The accuracy when modalities are missing. */
  MISSING,
  /** The accuracy when a modality is noisy. */
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

  /**
   * Refuses probes that count right answers where the task has none.
   *
   * @throws BadInputException if one of these is not defined for the task
   */
  public static void require(Set<Probe> probes, Task task) {
    for (Probe probe : probes) {
      if (probe != GRADIENTS && !(task instanceof Task.Classes)) {
        throw new BadInputException(
            "probe " + probe.key(),
            "a task measured by " + task.quality().label(),
            "a task of classes, for it counts right answers; " + GRADIENTS.key() + " asks any");
      }
    }
  }
}
