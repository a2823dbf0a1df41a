package io.evenkeel.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evenkeel.files.WholeFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Writes sounds as WAV files: PCM, 16 bits, one channel. */
public final class WavWriter {
  private static final int HEADER_BYTES = 44;
  private static final int FORMAT_BYTES = 16;
  private static final int LOUDEST = 32_767;

  private WavWriter() {}

  /** Writes a sound, what is louder than 1 being cut to 1. */
  public static void write(Path file, Sound sound) {
    int bytes = Math.multiplyExact(sound.samples().length, Short.BYTES);
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(US_ASCII)).putInt(HEADER_BYTES - 8 + bytes);
    wav.put("WAVEfmt ".getBytes(US_ASCII)).putInt(FORMAT_BYTES);
    wav.putShort((short) 1).putShort((short) 1);
    wav.putInt(sound.rate()).putInt(sound.rate() * Short.BYTES);
    wav.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
    wav.put("data".getBytes(US_ASCII)).putInt(bytes);
    for (float sample : sound.samples()) {
      wav.putShort((short) Math.round(LOUDEST * Math.max(-1, Math.min(1, sample))));
    }
    wav.flip();
    WholeFile.write(file, channel -> WholeFile.writeFully(channel, wav));
  }
}
