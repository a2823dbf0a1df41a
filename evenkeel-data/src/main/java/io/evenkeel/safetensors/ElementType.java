package io.evenkeel.safetensors;

import io.evenkeel.arrays.HalfFloat;
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
            case F16 -> HalfFloat.toFloat(data.getShort());
            case BF16 -> Float.intBitsToFloat(data.getShort() << 16);
            case I64 -> data.getLong();
          };
    }
    return values;
  }
}
