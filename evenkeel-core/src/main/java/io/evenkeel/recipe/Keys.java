package io.evenkeel.recipe;

import io.evenkeel.input.BadInputException;

/** Range checks that name the recipe key. */
final class Keys {
  private Keys() {}

  static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new BadInputException(key, Long.toString(value), "a whole number ≥ " + least);
    }
  }

  static void between(String key, long value, long least, long most) {
    String expected = "a whole number ≥ " + least + " and at most " + most;
    require(value >= least && value <= most, key, Long.toString(value), expected);
  }

  static void notNegative(String key, double value) {
    require(value >= 0 && Double.isFinite(value), key, Double.toString(value), "a number ≥ 0");
  }

  static void positive(String key, double value) {
    require(value > 0 && Double.isFinite(value), key, Double.toString(value), "a number > 0");
  }

  static void require(boolean holds, String key, String found, String expected) {
    if (!holds) {
      throw new BadInputException(key, found, expected);
    }
  }
}
