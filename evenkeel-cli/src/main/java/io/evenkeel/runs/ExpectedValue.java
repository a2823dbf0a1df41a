package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import java.util.Optional;

/** What a key of a recipe takes, for those who gave it something else. */
final class ExpectedValue {
  private ExpectedValue() {}

  /** In a few words; empty where the exception does not tell. */
  static Optional<String> of(JsonMappingException e) {
    String message = e.getOriginalMessage();
    int values = message.indexOf("accepted for Enum class: [");
    if (values >= 0) {
      return Optional.of("one of " + message.substring(message.indexOf('[', values)));
    }
    if (message.contains(" out of range of ")) {
      return Optional.of("a number within" + message.substring(message.lastIndexOf(" (")));
    }
    return e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? Optional.of(kindOf(mismatch.getTargetType()))
        : Optional.empty();
  }

  private static String kindOf(Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    return List.class.isAssignableFrom(type) ? "a list" : "keys of its own";
  }
}
