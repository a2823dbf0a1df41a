package io.evenkeel.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of one size in a file mapped into memory, in segments of whole images because a buffer
 * ends at 2 GiB. Reads by absolute position, so any number of threads may.
 */
final class MappedPixels {
  static final long MOST_SEGMENT_BYTES = 1L << 30;

  private final int imageBytes;
  private final int imagesPerSegment;
  private final List<MappedByteBuffer> segments;

  private MappedPixels(int imageBytes, int imagesPerSegment, List<MappedByteBuffer> segments) {
    this.imageBytes = imageBytes;
    this.imagesPerSegment = imagesPerSegment;
    this.segments = segments;
  }

  /** Maps a file of images after a header; a segment has at most so many bytes, or one image. */
  static MappedPixels of(Path file, int headerBytes, int imageBytes, long mostSegmentBytes) {
    int perSegment = (int) Math.max(1, mostSegmentBytes / imageBytes);
    long segmentBytes = (long) perSegment * imageBytes;
    List<MappedByteBuffer> segments = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      for (long from = headerBytes; from < channel.size(); from += segmentBytes) {
        long length = Math.min(segmentBytes, channel.size() - from);
        segments.add(channel.map(MapMode.READ_ONLY, from, length));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot map " + file + " into memory", unreadable);
    }
    return new MappedPixels(imageBytes, perSegment, List.copyOf(segments));
  }

  /** The image at a place, in an array of its own. */
  byte[] read(int image) {
    byte[] pixels = new byte[imageBytes];
    int within = image % imagesPerSegment;
    segments.get(image / imagesPerSegment).get(within * imageBytes, pixels);
    return pixels;
  }
}
