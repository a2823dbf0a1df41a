package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMTCTX_NOHEADER;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** An open container and its one video stream, which gives its packets one after the other. */
final class VideoFile implements AutoCloseable {
  /** Containers of video; none of them opens a second file or an address. */
  private static final String CONTAINERS = "avi,mov,mp4,matroska,webm,mpegts,mpeg";

  /** No single allocation of FFmpeg is larger, whatever a header claims. */
  private static final long LARGEST_ALLOCATION = 256L << 20;

  private final Path video;
  private final AVFormatContext container;
  private final AVStream stream;
  private final Optional<AviChunks> chunks;

  private VideoFile(
      Path video, AVFormatContext container, AVStream stream, Optional<AviChunks> chunks) {
    this.video = video;
    this.container = container;
    this.stream = stream;
    this.chunks = chunks;
  }

  /** Opens a file and finds its video stream. */
  static VideoFile open(Path video) {
    refuseWhatIsNoFile(video);
    Ffmpeg.silence();
    av_max_alloc(LARGEST_ALLOCATION);
    AVFormatContext container = openContainer(video);
    try {
      AVStream stream = videoStream(video, container);
      return new VideoFile(video, container, stream, chunks(video, container, stream));
    } catch (IOException e) {
      avformat_close_input(container);
      throw unreadable(video, e);
    } catch (RuntimeException e) {
      avformat_close_input(container);
      throw e;
    }
  }

  private static void refuseWhatIsNoFile(Path video) {
    try {
      if (!Files.isRegularFile(video)) {
        String found = Files.isDirectory(video) ? "a folder" : "no such file";
        throw new BrokenVideoException(video, found, "a video file");
      }
      if (Files.size(video) == 0) {
        throw new BrokenVideoException(video, "an empty file", "a video file");
      }
    } catch (IOException e) {
      throw unreadable(video, e);
    }
  }

  private static BrokenVideoException unreadable(Path video, IOException e) {
    return new BrokenVideoException(video, "cannot be read (" + e.getMessage() + ")", "a file");
  }

  private static Optional<AviChunks> chunks(Path video, AVFormatContext container, AVStream stream)
      throws IOException {
    try (BytePointer name = container.iformat().name()) {
      return name.getString(StandardCharsets.US_ASCII).equals("avi")
          ? Optional.of(AviChunks.of(video, stream.index(), container.nb_streams()))
          : Optional.empty();
    }
  }

  private static AVFormatContext openContainer(Path video) {
    AVFormatContext container = new AVFormatContext(null);
    AVDictionary options = new AVDictionary(null);
    // With its protocol said, no name of a file can be taken for another protocol's address.
    String address = "file:" + video.toAbsolutePath();
    try (BytePointer name = new BytePointer(address, StandardCharsets.UTF_8)) {
      av_dict_set(options, "format_whitelist", CONTAINERS, 0);
      av_dict_set(options, "protocol_whitelist", "file", 0);
      int code = avformat_open_input(container, name, null, options);
      if (code < 0) {
        throw new BrokenVideoException(
            video, Ffmpeg.reason(code), "a video file (" + CONTAINERS + ")");
      }
      return container;
    } finally {
      av_dict_free(options);
    }
  }

  private static AVStream videoStream(Path video, AVFormatContext container) {
    boolean unknown = (container.ctx_flags() & AVFMTCTX_NOHEADER) != 0;
    if (unknown) {
      int code = avformat_find_stream_info(container, (PointerPointer<?>) null);
      if (code < 0) {
        throw new BrokenVideoException(
            video, Ffmpeg.reason(code), "streams that say what they are");
      }
    }
    int number = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (number < 0) {
      throw new BrokenVideoException(video, "no video stream", "one video stream");
    }
    return container.streams(number);
  }

  Path path() {
    return video;
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  String codecName() {
    try (BytePointer name = avcodec_get_name(parameters().codec_id())) {
      return name.getString(StandardCharsets.US_ASCII);
    }
  }

  double rate() {
    double rate = av_q2d(stream.avg_frame_rate());
    if (!(rate > 0)) {
      rate = av_q2d(stream.r_frame_rate());
    }
    return rate > 0 && Double.isFinite(rate) ? rate : 0;
  }

  /**
   * Reads the next packet of the video stream.
   *
   * @param packet empty; filled when there is one
   * @param number of the packet, counted from 0, for a message
   * @return whether there is one
   */
  boolean read(AVPacket packet, int number) {
    int code = av_read_frame(container, packet);
    while (code >= 0 && packet.stream_index() != stream.index()) {
      av_packet_unref(packet);
      code = av_read_frame(container, packet);
    }
    if (code < 0 && code != AVERROR_EOF) {
      throw new BrokenVideoException(video, number, Ffmpeg.reason(code), "a packet of the video");
    }
    boolean cut = code >= 0 && (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
    if (cut || (chunks.isPresent() && !follows(chunks.get(), packet, code))) {
      av_packet_unref(packet);
      throw new BrokenVideoException(
          video, number, "the file is cut off or damaged here", "one whole packet after the other");
    }
    return code >= 0;
  }

  private boolean follows(AviChunks chunks, AVPacket packet, int code) {
    try {
      return code >= 0 ? chunks.reach(packet.pos()) : chunks.reachEnd();
    } catch (IOException e) {
      throw unreadable(video, e);
    }
  }

  @Override
  public void close() {
    avformat_close_input(container);
    chunks.ifPresent(AviChunks::close);
  }
}
