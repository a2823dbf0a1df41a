package io.evenkeel.arrays;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number formats of NumPy that can be read as floats, by the names that NumPy gives them. */
enum NpyType {
  F2("f2", 2),
  F4("f4", 4),
  F8("f8", 8),
  I1("i1", 1),
  I2("i2", 2),
  I4("i4", 4),
  I8("i8", 8),
  U1("u1", 1),
  U2("u2", 2),
  U4("u4", 4),
  U8("u8", 8),
  /** A byte, 0 or 1. */
  BOOLEAN("b1", 1);

  private final String code;
  final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  static Optional<NpyType> named(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }

  /** The nearest float to the number at the buffer's position, in the buffer's byte order. */
  float next(ByteBuffer data) {
    return switch (this) {
      case F2 -> HalfFloat.toFloat(data.getShort());
      case F4 -> data.getFloat();
      case F8 -> (float) data.getDouble();
      case I1 -> data.get();
      case I2 -> data.getShort();
      case I4 -> data.getInt();
      case I8 -> data.getLong();
      case U1 -> Byte.toUnsignedInt(data.get());
      case U2 -> Short.toUnsignedInt(data.getShort());
      case U4 -> Integer.toUnsignedLong(data.getInt());
      case U8 -> unsigned(data.getLong());
      case BOOLEAN -> data.get() == 0 ? 0 : 1;
    };
  }

  private static float unsigned(long bits) {
    // Half of it fits; the bit that falls off decides a tie.
    return bits >= 0 ? bits : (float) (bits >>> 1 | (bits & 1)) * 2;
  }
}
