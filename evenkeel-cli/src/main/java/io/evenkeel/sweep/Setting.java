package io.evenkeel.sweep;

/**
 * A recipe key with one of the values that a search gives it.
 *
 * @param key the dotted path
 * @param value the value as a recipe writes it
 */
public record Setting(String key, String value) {

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
