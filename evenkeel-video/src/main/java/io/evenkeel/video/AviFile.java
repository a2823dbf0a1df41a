package io.evenkeel.video;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** An AVI file of one stream, written packet by packet. */
final class AviFile implements Consumer<AVPacket>, AutoCloseable {
  private final Path path;
  private final H264Encoder encoder;
  private final NativeScope natives;
  private final AVFormatContext container;
  private final AVIOContext bytes;
  private final AVStream stream;

  private AviFile(Path path, H264Encoder encoder, NativeScope natives) {
    this.path = path;
    this.encoder = encoder;
    this.natives = natives;
    AVFormatContext made = new AVFormatContext(null);
    require(avformat.avformat_alloc_output_context2(made, null, "avi", null));
    container = natives.own(made, avformat::avformat_free_context);
    container.flags(container.flags() | AVFMT_FLAG_BITEXACT);
    stream = natives.own(avformat.avformat_new_stream(container, null), owned -> {});
    encoder.describe(stream.codecpar());
    stream.codecpar().codec_tag(0);
    stream.time_base().num(encoder.timeBase().num()).den(encoder.timeBase().den());
    stream.avg_frame_rate().num(encoder.rate()).den(1);
    bytes = natives.own(open(path), opened -> avformat.avio_close(opened));
    container.pb(bytes);
    require(avformat.avformat_write_header(container, (AVDictionary) null));
    requireWritten();
  }

  /** Begins the file with what the encoder says of its stream. */
  static AviFile create(Path path, H264Encoder encoder) {
    NativeScope natives = new NativeScope();
    try {
      return new AviFile(path, encoder, natives);
    } catch (RuntimeException | Error e) {
      natives.close();
      throw e;
    }
  }

  /** With the protocol said, no name of a file is taken for another protocol. */
  private AVIOContext open(Path file) {
    try (BytePointer name = new BytePointer("file:" + file, StandardCharsets.UTF_8);
        PointerPointer<AVIOContext> opened = new PointerPointer<>(1)) {
      require(avformat.avio_open(opened.put(0, null), name, AVIO_FLAG_WRITE));
      return opened.get(AVIOContext.class);
    }
  }

  @Override
  public void accept(AVPacket packet) {
    avcodec.av_packet_rescale_ts(packet, encoder.timeBase(), stream.time_base());
    packet.stream_index(stream.index());
    packet.duration(1);
    require(avformat.av_write_frame(container, packet));
    requireWritten();
  }

  /** Writes the index, and the counts of the header. */
  void finish() {
    require(avformat.av_write_trailer(container));
    avformat.avio_flush(bytes);
    requireWritten();
  }

  /** The container forgets some errors of the file that it writes to. */
  private void requireWritten() {
    require(bytes.error());
  }

  private void require(int answer) {
    if (answer < 0) {
      IOException reason = new IOException(Ffmpeg.reason(answer));
      throw new UncheckedIOException("cannot write " + path + ": " + reason.getMessage(), reason);
    }
  }

  @Override
  public void close() {
    natives.close();
  }
}
