package io.evenkeel.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ElementTypeTest {
  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static float[] shorts(ElementType type, int... bits) {
    ByteBuffer data = buffer(bits.length * Short.BYTES);
    for (int value : bits) {
      data.putShort((short) value);
    }
    return type.floats(data.flip());
  }

  @Test
  void halvesAreThoseOfIeee754() {
    // 1, -2, the largest, the smallest normal and subnormal, zeros, infinity; IEEE 754-2008, 3.6.
    assertThat(
            shorts(ElementType.F16, 0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x0000, 0x8000, 0xfc00))
        .containsExactly(1f, -2f, 65504f, 0x1p-14f, 0x1p-24f, 0f, -0f, Float.NEGATIVE_INFINITY);
    assertThat(shorts(ElementType.F16, 0x7e00)[0]).isNaN();
  }

  @Test
  void brainFloatsAreTheUpperHalfOfAFloat() {
    assertThat(shorts(ElementType.BF16, 0x3f80, 0xc049)).containsExactly(1f, -3.140625f);
  }

  @Test
  void doublesAndWholeNumbersAreRoundedToFloats() {
    assertThat(ElementType.F64.floats(buffer(8).putDouble(Math.PI).flip()))
        .containsExactly((float) Math.PI);
    assertThat(ElementType.I64.floats(buffer(8).putLong(-7).flip())).containsExactly(-7f);
  }
}
