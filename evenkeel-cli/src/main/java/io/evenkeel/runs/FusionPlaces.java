package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.recipe.ModelSpec.Encoder;
import java.util.Arrays;
import java.util.List;

/** {@code model.fusion.after} of a recipe that does not say it: the places follow the encoder. */
final class FusionPlaces {
  private static final String KEY = "after";

  private FusionPlaces() {}

  /** Takes the default away, so that {@link #fill} sees whether a recipe says something. */
  static void leaveOpen(ObjectNode recipe) {
    fusion(recipe).putNull(KEY);
  }

  /**
   * Puts the encoder's usual places where none are said; where modalities have encoders of their
   * own, the last of them, as many as all have.
   */
  static void fill(ObjectNode recipe) {
    if (fusion(recipe).path(KEY).isNull()) {
      List<String> usual = usual(recipe.at("/model/encoder"));
      int count = Math.min(usual.size(), count(recipe.at("/model/encoders"), usual.size()));
      ArrayNode after = fusion(recipe).putArray(KEY);
      usual.subList(usual.size() - count, usual.size()).forEach(after::add);
    }
  }

  /** As many as a modality says, or else as every modality has; a script has no usual places. */
  private static int count(JsonNode encoders, int most) {
    return encoders.properties().stream()
        .map(entry -> entry.getValue().path(KEY))
        .filter(JsonNode::isArray)
        .map(JsonNode::size)
        .findFirst()
        .orElseGet(
            () ->
                encoders.properties().stream()
                    .map(entry -> entry.getValue().path("encoder"))
                    .filter(JsonNode::isTextual)
                    .filter(kind -> !kind.asText().equals(Encoder.SCRIPT.key()))
                    .map(kind -> usual(kind).size())
                    .reduce(most, Math::min));
  }

  private static List<String> usual(JsonNode encoder) {
    return Arrays.stream(Encoder.values())
        .filter(kind -> kind.key().equals(encoder.asText()))
        .findFirst()
        .map(Encoder::fusedAfter)
        .orElse(List.of());
  }

  private static ObjectNode fusion(ObjectNode recipe) {
    return (ObjectNode) recipe.at("/model/fusion");
  }
}
