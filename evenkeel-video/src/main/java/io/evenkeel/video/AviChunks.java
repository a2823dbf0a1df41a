package io.evenkeel.video;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chunks of an AVI, walked beside FFmpeg's own reading.
 *
 * <p>FFmpeg looks for the next chunk that it knows when one is damaged; frames are lost on the way,
 * and those behind them get wrong numbers. Here the chunks must follow on one another.
 */
final class AviChunks implements AutoCloseable {
  private static final int HEADER = 8;
  private static final Pattern OF_ANY_STREAM = Pattern.compile("(\\d\\d)[a-zA-Z]{2}");
  private static final Pattern OF_NO_STREAM = Pattern.compile("JUNK|LIST|ix\\d\\d");

  private final FileChannel file;
  private final int stream;
  private final int streams;
  private final ByteBuffer header = ByteBuffer.allocate(HEADER + 4).order(ByteOrder.LITTLE_ENDIAN);
  private long end;
  private long unpadded;
  private long last = -1;
  private boolean inMovie;

  private AviChunks(FileChannel file, int stream, int streams) {
    this.file = file;
    this.stream = stream;
    this.streams = streams;
  }

  /** Those of a file of so many streams, of which one holds the frames. */
  static AviChunks of(Path video, int stream, int streams) throws IOException {
    return new AviChunks(FileChannel.open(video), stream, streams);
  }

  /**
   * Whether nothing stands between the last frame's chunk and this one's that should not.
   *
   * @param position of the chunk's content, as FFmpeg gives it; negative if it does not know
   */
  boolean reach(long position) throws IOException {
    if (position < HEADER || position == last) {
      return true;
    }
    last = position;
    long start = position - HEADER;
    // Some writers leave out the byte that makes a chunk's length even.
    boolean reached = start == unpadded || walk(start) == start;
    unpadded = read(start) ? position + size() : file.size();
    end = position + padded(unpadded - position);
    return reached;
  }

  /** Whether the chunks end as they should behind the last frame's. */
  boolean reachEnd() throws IOException {
    return walk(file.size()) >= file.size() || !inMovie;
  }

  /** Goes over chunks without frames of the stream up to a place, or to what is none of them. */
  private long walk(long to) throws IOException {
    long at = end;
    while (at < to) {
      if (!read(at)) {
        // Less than a header is left.
        return to;
      }
      String name = name(0);
      if (name.equals("RIFF") || (name.equals("LIST") && name(HEADER).matches("movi|rec "))) {
        inMovie |= !name.equals("RIFF");
        at += HEADER + 4;
      } else if (name.equals("idx1") || !inMovie) {
        // What stands outside of the list of frames is not what counts them.
        inMovie = false;
        at += HEADER + padded(size());
      } else if (OF_NO_STREAM.matcher(name).matches() || isEmptyOrOther(name)) {
        at += HEADER + padded(size());
      } else {
        return at;
      }
    }
    return at;
  }

  private boolean isEmptyOrOther(String name) {
    Matcher matcher = OF_ANY_STREAM.matcher(name);
    if (!matcher.matches()) {
      return false;
    }
    int of = Integer.parseInt(matcher.group(1));
    return of == stream ? size() == 0 : of < streams;
  }

  private boolean read(long at) throws IOException {
    header.clear();
    while (header.hasRemaining() && file.read(header, at + header.position()) >= 0) {}
    boolean whole = header.position() >= HEADER;
    while (header.hasRemaining()) {
      header.put((byte) 0);
    }
    return whole;
  }

  private String name(int from) {
    return new String(header.array(), from, 4, US_ASCII);
  }

  private long size() {
    return header.getInt(4) & 0xffffffffL;
  }

  private static long padded(long size) {
    return size + (size & 1);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
