package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.recipe.ModelSpec.Encoder;
import java.util.Arrays;

/** {@code model.fusion.after} of a recipe that does not say it: the places follow the encoder. */
final class FusionPlaces {
  private static final String KEY = "after";

  private FusionPlaces() {}

  /** Takes the default away, so that {@link #fill} sees whether a recipe says something. */
  static void leaveOpen(ObjectNode recipe) {
    fusion(recipe).putNull(KEY);
  }

  /** Puts the encoder's usual places where none are said. */
  static void fill(ObjectNode recipe) {
    if (fusion(recipe).path(KEY).isNull()) {
      String wanted = recipe.at("/model/encoder").asText();
      ArrayNode after = fusion(recipe).putArray(KEY);
      Arrays.stream(Encoder.values())
          .filter(encoder -> encoder.key().equals(wanted))
          .forEach(encoder -> encoder.fusedAfter().forEach(after::add));
    }
  }

  private static ObjectNode fusion(ObjectNode recipe) {
    return (ObjectNode) recipe.at("/model/fusion");
  }
}
