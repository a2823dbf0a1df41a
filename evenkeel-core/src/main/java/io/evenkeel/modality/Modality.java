package io.evenkeel.modality;

import io.evenkeel.input.BadInputException;
import java.util.regex.Pattern;

/**
 * One kind of input of a multi-modal network, known by its name: m_i of the paper.
 *
 * @param name lower-case letters, digits, {@code _} and {@code -}, beginning with a letter, so that
 *     it can stand in a column header, a file name and a recipe key
 */
public record Modality(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

  /** Checks the name. */
  public Modality {
    if (!NAME.matcher(name).matches()) {
      throw new BadInputException(
          "modality",
          "\"" + name + "\"",
          "a name of lower-case letters, digits, _ and - that begins with a letter");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
