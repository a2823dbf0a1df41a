package io.evenkeel.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads WAV files: PCM of 8, 16, 24 and 32 bits and floats of 32 and 64, plain or extensible.
 * Several channels are mixed to one by their mean; a sample of n bits is divided by 2^(n-1).
 *
 * <p>Every method throws {@link BadInputException} with the file and the reason for one that is
 * missing, cut short, of another kind, silent in length or larger than 256 MiB.
 */
public final class WavReader {
  private static final int MOST_BYTES = 1 << 28;
  private static final int RIFF_BYTES = 12;
  private static final int CHUNK_BYTES = 8;
  private static final int TAG_BYTES = 4;

  private WavReader() {}

  /** Reads a file. */
  public static Sound read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadInputException(file.toString(), "more than 256 MiB", "a shorter sound");
      }
      return read(file.toString(), bytes);
    } catch (IOException unreadable) {
      throw FileTrouble.unreadable(file, "a WAV file", unreadable);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @param name what messages call it
   */
  public static Sound read(String name, byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new Scan(name, file).sound();
  }

  /** A file that is being read. */
  private record Scan(String name, ByteBuffer file) {

    Sound sound() {
      if (file.remaining() < RIFF_BYTES) {
        throw bad(file.remaining() + " bytes in all", "a WAV file");
      }
      String kind = tag(0) + tag(2 * TAG_BYTES);
      if (!kind.equals("RIFFWAVE")) {
        throw bad("begins with " + kind.replaceAll("[^ -~]", "?"), "RIFF and WAVE");
      }
      file.position(RIFF_BYTES);
      @Nullable WavFormat format = null;
      while (file.remaining() >= CHUNK_BYTES) {
        String tag = tag(file.position());
        ByteBuffer chunk = chunk(tag);
        if (tag.equals("fmt ")) {
          format = WavFormat.parse(name, chunk);
        } else if (tag.equals("data")) {
          if (format == null) {
            throw bad("data before their format", "a fmt chunk first");
          }
          return mixed(format, chunk);
        }
      }
      throw bad("ends without a data chunk", "sound");
    }

    private String tag(int at) {
      byte[] letters = new byte[TAG_BYTES];
      file.get(at, letters);
      return new String(letters, ISO_8859_1);
    }

    /** What the next chunk holds, which is then behind. */
    private ByteBuffer chunk(String tag) {
      int start = file.position();
      long length = Integer.toUnsignedLong(file.getInt(start + TAG_BYTES));
      int left = file.remaining() - CHUNK_BYTES;
      if (length > left) {
        throw bad(
            "a chunk %s of %d bytes at byte %d, where %d are left"
                .formatted(tag.replaceAll("[^ -~]", "?").strip(), length, start, left),
            "a whole WAV file");
      }
      ByteBuffer chunk =
          file.slice(start + CHUNK_BYTES, (int) length).order(ByteOrder.LITTLE_ENDIAN);
      // Chunks begin at even bytes; the last one may lack its filler.
      long next = start + CHUNK_BYTES + length + (length & 1);
      file.position((int) Math.min(file.limit(), next));
      return chunk;
    }

    private Sound mixed(WavFormat format, ByteBuffer data) {
      int frames = data.remaining() / format.frameBytes();
      if (frames == 0 || data.remaining() % format.frameBytes() != 0) {
        throw bad(data.remaining() + " bytes of sound", "whole frames of " + format.frameBytes());
      }
      float[] samples = new float[frames];
      for (int i = 0; i < frames; i++) {
        double sum = 0;
        for (int c = 0; c < format.channels(); c++) {
          sum += format.encoding().next(data);
        }
        samples[i] = (float) (sum / format.channels());
        if (!Float.isFinite(samples[i])) {
          throw bad("a value that is not finite in frame " + i, "finite samples");
        }
      }
      return new Sound(format.rate(), samples);
    }

    private BadInputException bad(String found, String expected) {
      return new BadInputException(name, found, expected);
    }
  }
}
