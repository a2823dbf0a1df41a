package io.evenkeel.draft;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What splits are called. */
final class SplitNames {
  private static final Map<String, String> NAMES =
      Map.of(
          "train", "train",
          "training", "train",
          "validation", "validation",
          "valid", "validation",
          "val", "validation",
          "dev", "validation",
          "test", "test",
          "testing", "test");

  private SplitNames() {}

  /** train, validation or test. */
  static Optional<String> of(String name) {
    return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
  }
}
