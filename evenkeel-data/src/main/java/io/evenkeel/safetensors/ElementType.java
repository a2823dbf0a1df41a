package io.evenkeel.safetensors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number formats of tensors that can be read as floats. */
enum ElementType {
  F32(4),
  F64(8),
  F16(2),
  BF16(2),
  /** As PyTorch counts the batches of a batch norm. */
  I64(8);

  private static final int HALF_FRACTION_BITS = 10;
  private static final int HALF_EXPONENT_BIAS = 15;

  final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** The nearest floats to the numbers that the rest of the buffer holds. */
  float[] floats(ByteBuffer data) {
    float[] values = new float[data.remaining() / bytes];
    if (this == F32) {
      data.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (this) {
            case F32 -> data.getFloat();
            case F64 -> (float) data.getDouble();
            case F16 -> half(data.getShort());
            case BF16 -> Float.intBitsToFloat(data.getShort() << 16);
            case I64 -> data.getLong();
          };
    }
    return values;
  }

  /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
  private static float half(short bits) {
    int exponent = bits >> HALF_FRACTION_BITS & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          case 0 -> Math.scalb((float) fraction, 1 - HALF_EXPONENT_BIAS - HALF_FRACTION_BITS);
          default ->
              Math.scalb(
                  (float) (fraction | 1 << HALF_FRACTION_BITS),
                  exponent - HALF_EXPONENT_BIAS - HALF_FRACTION_BITS);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
