package io.evenkeel.selftest;

/**
 * A figure that has to lie between two bounds.
 *
 * @param name what it is of
 * @param figure what came out; NaN where it is undefined, which fails
 * @param low the least that passes
 * @param high the most that passes
 */
public record Check(String name, double figure, double low, double high) {
  /** Whether the figure lies within its bounds. */
  public boolean passed() {
    return figure >= low && figure <= high;
  }
}
