package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.modality.PerModality;
import java.util.OptionalDouble;

/** Numbers in JSON. */
final class JsonNumbers {
  private JsonNumbers() {}

  /** A number of each modality under its name. */
  static ObjectNode each(PerModality<Double> values) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    values.forEach((modality, value) -> node.put(modality.name(), value));
    return node;
  }

  /** A number, or null where it is undefined. */
  static void put(ObjectNode node, String key, OptionalDouble number) {
    if (number.isPresent()) {
      node.put(key, number.getAsDouble());
    } else {
      node.putNull(key);
    }
  }
}
