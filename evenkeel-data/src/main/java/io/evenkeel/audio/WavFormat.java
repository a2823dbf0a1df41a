package io.evenkeel.audio;

import io.evenkeel.input.BadInputException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What the {@code fmt} chunk of a WAV file says.
 *
 * @param encoding how a sample is written
 * @param channels how many samples a frame has
 * @param rate frames a second
 */
record WavFormat(Encoding encoding, int channels, int rate) {
  private static final int MOST_CHANNELS = 64;
  private static final int MOST_RATE = 1_000_000;
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int PLAIN_BYTES = 16;
  private static final int EXTENSIBLE_BYTES = 40;
  private static final int SUBFORMAT = 24;
  // The rest of a sub-format's identifier, behind the two bytes that are the plain format's.
  private static final byte[] REST = HexFormat.of().parseHex("000000001000800000aa00389b71");

  /** How one sample is written, little-endian. */
  enum Encoding {
    PCM_8(PCM, 1) {
      @Override
      float next(ByteBuffer data) {
        return (Byte.toUnsignedInt(data.get()) - 0x80) / (float) 0x80;
      }
    },
    PCM_16(PCM, 2) {
      @Override
      float next(ByteBuffer data) {
        return data.getShort() / (float) 0x8000;
      }
    },
    PCM_24(PCM, 3) {
      @Override
      float next(ByteBuffer data) {
        int low = Short.toUnsignedInt(data.getShort());
        return (data.get() << 16 | low) / (float) 0x800000;
      }
    },
    PCM_32(PCM, 4) {
      @Override
      float next(ByteBuffer data) {
        return data.getInt() / 0x1p31f;
      }
    },
    FLOAT_32(FLOAT, 4) {
      @Override
      float next(ByteBuffer data) {
        return data.getFloat();
      }
    },
    FLOAT_64(FLOAT, 8) {
      @Override
      float next(ByteBuffer data) {
        return (float) data.getDouble();
      }
    };

    private final int tag;
    final int bytes;

    Encoding(int tag, int bytes) {
      this.tag = tag;
      this.bytes = bytes;
    }

    /** The sample at the buffer's position, full scale being 1. */
    abstract float next(ByteBuffer data);
  }

  int frameBytes() {
    return channels * encoding.bytes;
  }

  static WavFormat parse(String name, ByteBuffer chunk) {
    if (chunk.remaining() < PLAIN_BYTES) {
      throw bad(name, "a fmt chunk of " + chunk.remaining() + " bytes", "at least 16");
    }
    int tag = Short.toUnsignedInt(chunk.getShort(0));
    int channels = Short.toUnsignedInt(chunk.getShort(2));
    long rate = Integer.toUnsignedLong(chunk.getInt(4));
    int frame = Short.toUnsignedInt(chunk.getShort(12));
    int bits = Short.toUnsignedInt(chunk.getShort(14));
    if (tag == EXTENSIBLE) {
      tag = subformat(name, chunk);
    }
    Encoding encoding = encoding(name, tag, bits);
    if (channels < 1 || channels > MOST_CHANNELS || rate < 1 || rate > MOST_RATE) {
      throw bad(
          name, channels + " channels at " + rate + " Hz", "1 to 64 channels at 1 to 1000000 Hz");
    }
    if (frame != channels * encoding.bytes) {
      throw bad(
          name,
          "frames of " + frame + " bytes",
          channels * encoding.bytes + " for " + channels + " × " + bits + " bits");
    }
    return new WavFormat(encoding, channels, (int) rate);
  }

  private static int subformat(String name, ByteBuffer chunk) {
    byte[] rest = new byte[REST.length];
    if (chunk.remaining() >= EXTENSIBLE_BYTES) {
      chunk.get(chunk.position() + SUBFORMAT + 2, rest);
    }
    if (!Arrays.equals(rest, REST)) {
      throw bad(name, "an unknown sub-format", "PCM or floats");
    }
    return Short.toUnsignedInt(chunk.getShort(SUBFORMAT));
  }

  private static Encoding encoding(String name, int tag, int bits) {
    return Arrays.stream(Encoding.values())
        .filter(known -> known.tag == tag && known.bytes * Byte.SIZE == bits)
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    name,
                    "format %d of %d bits".formatted(tag, bits),
                    "PCM (1) of 8, 16, 24 or 32 bits, or floats (3) of 32 or 64"));
  }

  private static BadInputException bad(String name, String found, String expected) {
    return new BadInputException(name, found, expected);
  }
}
