package io.evenkeel.clips;

import io.evenkeel.files.WholeFile;
import io.evenkeel.video.FrameShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file about one stream of one clip that was decoded: 256 bytes that say what it is, and then, if
 * they are kept, its frames. The head ends with its own CRC-32C.
 *
 * @param identity of the request that it answers
 * @param frames how many
 * @param shape of each
 * @param kept whether the frames follow
 * @param checksum the CRC-32C of the frames
 */
record ClipEntry(String identity, int frames, FrameShape shape, boolean kept, int checksum) {
  static final String ENDING = ".clip";

  private static final int HEAD_BYTES = 256;
  private static final int SUM_AT = HEAD_BYTES - Integer.BYTES;
  private static final String KIND = "evenkeel clip 1";
  private static final int NAME_LENGTH = 40;

  static Path file(Path folder, String identity) {
    return folder.resolve(identity.substring(0, NAME_LENGTH) + ENDING);
  }

  static int checksum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate());
    return (int) sum.getValue();
  }

  long pixelBytes() {
    return (long) frames * shape.bytes();
  }

  /** The entry of a request; nothing where there is none, or one that is damaged or of another. */
  static Optional<ClipEntry> find(Path folder, String identity) {
    try (FileChannel channel = FileChannel.open(file(folder, identity))) {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // A channel may read less than it is asked for.
      }
      if (head.hasRemaining() || head.getInt(SUM_AT) != checksum(head.slice(0, SUM_AT))) {
        return Optional.empty();
      }
      ClipEntry entry = parse(head.array());
      long length = HEAD_BYTES + (entry.kept() ? entry.pixelBytes() : 0);
      return entry.identity().equals(identity) && channel.size() == length
          ? Optional.of(entry)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException missingOrDamaged) {
      return Optional.empty();
    }
  }

  private static ClipEntry parse(byte[] head) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(head));
    if (!in.readUTF().equals(KIND)) {
      throw new IOException("another kind of file");
    }
    return new ClipEntry(
        in.readUTF(),
        in.readInt(),
        new FrameShape(in.readInt(), in.readInt(), in.readInt()),
        in.readBoolean(),
        in.readInt());
  }

  private byte[] head() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(KIND);
      out.writeUTF(identity);
      out.writeInt(frames);
      out.writeInt(shape.channels());
      out.writeInt(shape.height());
      out.writeInt(shape.width());
      out.writeBoolean(kept);
      out.writeInt(checksum);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot be written to", impossible);
    }
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).put(0, bytes.toByteArray());
    return head.putInt(SUM_AT, checksum(head.slice(0, SUM_AT))).array();
  }

  /** That these frames are whole, and that they are kept. */
  static ClipEntry keeping(String identity, int frames, FrameShape shape, byte[] pixels) {
    return new ClipEntry(identity, frames, shape, true, checksum(ByteBuffer.wrap(pixels)));
  }

  /** The same clip without its frames. */
  ClipEntry withoutFrames() {
    return new ClipEntry(identity, frames, shape, false, 0);
  }

  /** Writes the file of an entry; it appears whole. */
  void write(Path folder, byte[] pixels) {
    WholeFile.write(
        file(folder, identity),
        channel -> {
          WholeFile.writeFully(channel, ByteBuffer.wrap(head()));
          if (kept) {
            WholeFile.writeFully(channel, ByteBuffer.wrap(pixels));
          }
        });
  }

  /** The frames, mapped into memory; nothing if they are not there or not what they were. */
  Optional<ByteBuffer> map(Path folder) {
    try (FileChannel channel = FileChannel.open(file(folder, identity))) {
      if (!kept || channel.size() != HEAD_BYTES + pixelBytes()) {
        return Optional.empty();
      }
      ByteBuffer pixels = channel.map(MapMode.READ_ONLY, HEAD_BYTES, pixelBytes());
      return checksum(pixels) == checksum ? Optional.of(pixels) : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}
