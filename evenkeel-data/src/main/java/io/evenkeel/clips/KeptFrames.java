package io.evenkeel.clips;

import io.evenkeel.video.FrameShape;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Frames in a file that is mapped into memory when they are first read, and checked then. Frames
 * that are missing or damaged are decoded anew, and the file written anew.
 */
final class KeptFrames implements ClipFrames {
  private final Path folder;
  private final ClipEntry entry;
  private final DecodedFrames decoded;
  private Optional<ByteBuffer> mapped = Optional.empty();

  KeptFrames(Path folder, ClipEntry entry, DecodedFrames decoded) {
    this.folder = folder;
    this.entry = entry;
    this.decoded = decoded;
  }

  @Override
  public int frames() {
    return entry.frames();
  }

  @Override
  public FrameShape shape() {
    return entry.shape();
  }

  @Override
  public boolean decodes() {
    return false;
  }

  @Override
  public ByteBuffer read(int first, int end) {
    int frame = entry.shape().bytes();
    return pixels().slice(first * frame, (end - first) * frame);
  }

  private synchronized ByteBuffer pixels() {
    if (mapped.isEmpty()) {
      mapped = Optional.of(entry.map(folder).orElseGet(this::decodedAnew));
    }
    return mapped.get();
  }

  private ByteBuffer decodedAnew() {
    byte[] pixels = decoded.all();
    ClipEntry anew = ClipEntry.keeping(entry.identity(), entry.frames(), entry.shape(), pixels);
    try {
      anew.write(folder, pixels);
    } catch (UncheckedIOException unwritable) {
      return ByteBuffer.wrap(pixels);
    }
    return anew.map(folder).orElseGet(() -> ByteBuffer.wrap(pixels));
  }
}
