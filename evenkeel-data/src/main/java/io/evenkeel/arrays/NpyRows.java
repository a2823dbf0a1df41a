package io.evenkeel.arrays;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rows of a large NPY file, mapped into memory: reading one costs no more than that row. Safe
 * to use from several threads. The file must stay as it is while this is used.
 */
public final class NpyRows {
  private static final long MOST_SEGMENT_BYTES = 1L << 30;

  private final NpyHeader header;
  private final int rowValues;
  private final int rowsPerSegment;
  // A buffer ends at 2 GiB.
  private final List<ByteBuffer> segments;

  private NpyRows(NpyHeader header, int rowValues, int rowsPerSegment, List<ByteBuffer> segments) {
    this.header = header;
    this.rowValues = rowValues;
    this.rowsPerSegment = rowsPerSegment;
    this.segments = segments;
  }

  /**
   * Maps a file of C order with at least one dimension; {@link BadInputException} if it is another.
   */
  public static NpyRows open(Path file) {
    return open(file, MOST_SEGMENT_BYTES);
  }

  static NpyRows open(Path file, long mostSegmentBytes) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        FileChannel channel = FileChannel.open(file)) {
      NpyHeader header = NpyHeader.read(file.toString(), in, channel.size());
      if (header.fortran() || header.shape().isEmpty()) {
        throw new BadInputException(
            file.toString(),
            header.fortran() ? "Fortran order" : "a single value",
            "rows in C order (numpy.ascontiguousarray)");
      }
      int rows = header.shape().get(0);
      int rowValues = header.count() / rows;
      long rowBytes = (long) rowValues * header.type().bytes;
      int perSegment = (int) Math.min(rows, Math.max(1, mostSegmentBytes / rowBytes));
      List<ByteBuffer> segments = new ArrayList<>();
      for (long first = 0; first < rows; first += perSegment) {
        long bytes = Math.min(perSegment, rows - first) * rowBytes;
        segments.add(channel.map(MapMode.READ_ONLY, header.dataStart() + first * rowBytes, bytes));
      }
      return new NpyRows(header, rowValues, perSegment, List.copyOf(segments));
    } catch (IOException unreadable) {
      throw FileTrouble.unreadable(file, "an array", unreadable);
    } catch (IllegalArgumentException large) {
      // A row of more than 2 GiB cannot be mapped.
      throw FileTrouble.unreadable(file, "an array", new IOException(large));
    }
  }

  /** How many rows there are. */
  public int rows() {
    return header.shape().get(0);
  }

  /** The shape of a row: that of the array without its first dimension. */
  public List<Integer> rowShape() {
    return header.shape().subList(1, header.shape().size());
  }

  /** How many values a row has. */
  public int rowValues() {
    return rowValues;
  }

  /** Copies a row, from 0, into an array from an offset on. */
  public void read(int row, float[] target, int offset) {
    Objects.checkIndex(row, rows());
    int place = row % rowsPerSegment * rowValues * header.type().bytes;
    ByteBuffer data = segments.get(row / rowsPerSegment).duplicate().order(header.order());
    data.position(place);
    for (int i = 0; i < rowValues; i++) {
      target[offset + i] = header.type().next(data);
    }
  }
}
