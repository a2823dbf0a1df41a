package io.evenkeel.arrays;

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
public final class HalfFloat {
  private static final int FRACTION_BITS = 10;
  private static final int EXPONENT_BIAS = 15;

  private HalfFloat() {}

  /** The same number as a float. */
  public static float toFloat(short bits) {
    int exponent = bits >> FRACTION_BITS & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          case 0 -> Math.scalb((float) fraction, 1 - EXPONENT_BIAS - FRACTION_BITS);
          default ->
              Math.scalb(
                  (float) (fraction | 1 << FRACTION_BITS),
                  exponent - EXPONENT_BIAS - FRACTION_BITS);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
