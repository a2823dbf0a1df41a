package io.evenkeel.draft;

import io.evenkeel.recipe.InputSpec.Kind;
import java.util.List;
import java.util.Map;

/**
 * What is guessed of a modality.
 *
 * @param name the modality
 * @param kind what it holds
 * @param keys what the recipe says of it beside its kind, in YAML, in order
 * @param reasons why, a line each
 */
record InputGuess(String name, Kind kind, Map<String, String> keys, List<String> reasons) {
  private static final int LARGE_SIDE = 96;

  InputGuess {
    reasons = List.copyOf(reasons);
  }

  /** The encoder that usually fits. */
  String encoder() {
    return switch (kind) {
      case IMAGE, AUDIO -> "small-cnn";
      case TABULAR, VECTOR -> "mlp";
      case SEQUENCE -> "tcn";
      case TEXT -> "transformer";
      case VIDEO -> "r3d18";
    };
  }

  /** What other encoders there are for it, if any. */
  String others() {
    return switch (kind) {
      case IMAGE -> "resnet18, resnet34, resnet50 for sizes from " + LARGE_SIDE + " on";
      case AUDIO -> "resnet18, resnet34, resnet50";
      case TABULAR, VECTOR -> "";
      case SEQUENCE -> "gru, transformer";
      case TEXT -> "tcn, gru";
      case VIDEO -> "i3d";
    };
  }
}
