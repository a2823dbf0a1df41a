package io.evenkeel.clips;

import io.evenkeel.video.FrameShape;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Frames in a file that is mapped into memory when they are first read, and checked then. Frames
 * that are missing or damaged are decoded anew, and the file written anew; where that is of no use,
 * as on a full disk or where a process may map no more files, they are decoded whenever they are
 * read.
 */
final class KeptFrames implements ClipFrames {
  private final Path folder;
  private final ClipEntry entry;
  private final DecodedFrames decoded;
  private boolean sought;
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
    return pixels()
        .map(pixels -> pixels.slice(first * frame, (end - first) * frame))
        .orElseGet(() -> decoded.read(first, end));
  }

  private synchronized Optional<ByteBuffer> pixels() {
    if (!sought) {
      sought = true;
      mapped = entry.map(folder).or(this::writtenAnew);
    }
    return mapped;
  }

  private Optional<ByteBuffer> writtenAnew() {
    byte[] pixels = decoded.all();
    ClipEntry anew = ClipEntry.keeping(entry.identity(), entry.frames(), entry.shape(), pixels);
    try {
      anew.write(folder, pixels);
    } catch (UncheckedIOException unwritable) {
      return Optional.empty();
    }
    return anew.map(folder);
  }
}
