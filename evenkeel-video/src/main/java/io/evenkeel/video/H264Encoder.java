package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;

import io.evenkeel.video.VideoWriter.Format;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/** Frames of bytes into packets of H.264, by openh264 on one thread. */
final class H264Encoder implements AutoCloseable {
  private static final String ENCODER = "libopenh264";

  /** Longer than a gesture: as in NVGesture's files, only the first frame is a key frame. */
  private static final int FRAMES_BETWEEN_KEYS = 250;

  /** Exact rounding, so that no instruction set of a processor shows in the bytes. */
  private static final int EXACT = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT;

  private static final int NO_COLOR = 128;

  private final Format format;
  private final NativeScope natives;
  private final AVCodecContext context;
  private final AVFrame rgb;
  private final AVFrame planar;
  private final SwsContext conversion;
  private final AVPacket packet;
  private long frames;

  private H264Encoder(Format format, NativeScope natives) {
    this.format = format;
    this.natives = natives;
    context = context(format, natives);
    rgb = frame(format, AV_PIX_FMT_RGB24, natives);
    planar = frame(format, AV_PIX_FMT_YUV420P, natives);
    withoutColor(planar);
    conversion =
        natives.own(
            swscale.sws_getContext(
                format.width(),
                format.height(),
                AV_PIX_FMT_RGB24,
                format.width(),
                format.height(),
                AV_PIX_FMT_YUV420P,
                EXACT,
                null,
                null,
                (DoublePointer) null),
            swscale::sws_freeContext);
    packet = natives.own(avcodec.av_packet_alloc(), avcodec::av_packet_free);
  }

  static H264Encoder open(Format format) {
    Ffmpeg.silence();
    NativeScope natives = new NativeScope();
    try {
      return new H264Encoder(format, natives);
    } catch (RuntimeException | Error e) {
      natives.close();
      throw e;
    }
  }

  private static AVCodecContext context(Format format, NativeScope natives) {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name(ENCODER);
    if (codec == null) {
      throw new IllegalStateException("this FFmpeg has no encoder " + ENCODER);
    }
    AVCodecContext context =
        natives.own(avcodec.avcodec_alloc_context3(codec), avcodec::avcodec_free_context);
    context
        .width(format.width())
        .height(format.height())
        .pix_fmt(AV_PIX_FMT_YUV420P)
        .gop_size(FRAMES_BETWEEN_KEYS)
        .qmin(format.quantizer())
        .qmax(format.quantizer())
        .thread_count(1)
        .flags(context.flags() | AV_CODEC_FLAG_BITEXACT);
    context.framerate().num(format.rate()).den(1);
    context.time_base().num(1).den(format.rate());
    AVDictionary options = new AVDictionary(null);
    try {
      Ffmpeg.require("encoder", avutil.av_dict_set(options, "profile", "high", 0));
      Ffmpeg.require("encoder", avcodec.avcodec_open2(context, codec, options));
    } finally {
      avutil.av_dict_free(options);
    }
    return context;
  }

  private static AVFrame frame(Format format, int pixels, NativeScope natives) {
    AVFrame frame = natives.own(avutil.av_frame_alloc(), avutil::av_frame_free);
    frame.width(format.width()).height(format.height()).format(pixels);
    Ffmpeg.require("frame", avutil.av_frame_get_buffer(frame, 0));
    return frame;
  }

  private static void withoutColor(AVFrame planar) {
    for (int plane = 1; plane <= 2; plane++) {
      long bytes = (long) planar.linesize(plane) * planar.height() / 2;
      Pointer.memset(planar.data(plane), NO_COLOR, bytes);
    }
  }

  /** What a container has to know of the stream. */
  void describe(AVCodecParameters parameters) {
    Ffmpeg.require("stream", avcodec.avcodec_parameters_from_context(parameters, context));
  }

  /** The unit of the packets' times. */
  AVRational timeBase() {
    return context.time_base();
  }

  int rate() {
    return format.rate();
  }

  /** Encodes a frame; the packets are the consumer's for the time of the call. */
  void encode(byte[] pixels, Consumer<AVPacket> out) {
    if (pixels.length != format.frameBytes()) {
      throw new IllegalArgumentException(
          pixels.length + " bytes; expected " + format.frameBytes() + " of " + format);
    }
    // The encoder may still hold the buffer of the frame before.
    Ffmpeg.require("frame", avutil.av_frame_make_writable(planar));
    if (format.channels() == 1) {
      copy(pixels, planar);
    } else {
      copy(pixels, rgb);
      Ffmpeg.require("conversion", swscale.sws_scale_frame(conversion, planar, rgb));
    }
    planar.pts(frames++);
    Ffmpeg.require("encoder", avcodec.avcodec_send_frame(context, planar));
    receive(out);
  }

  private void copy(byte[] pixels, AVFrame to) {
    int row = format.width() * format.channels();
    BytePointer rows = to.data(0);
    for (int y = 0; y < format.height(); y++) {
      rows.position((long) y * to.linesize(0)).put(pixels, y * row, row);
    }
  }

  /** Gives what the encoder still holds; no frame may follow. */
  void finish(Consumer<AVPacket> out) {
    Ffmpeg.require("encoder", avcodec.avcodec_send_frame(context, null));
    receive(out);
  }

  private void receive(Consumer<AVPacket> out) {
    while (true) {
      int answer = avcodec.avcodec_receive_packet(context, packet);
      if (answer == avutil.AVERROR_EAGAIN() || answer == avutil.AVERROR_EOF) {
        return;
      }
      Ffmpeg.require("encoder", answer);
      try {
        out.accept(packet);
      } finally {
        avcodec.av_packet_unref(packet);
      }
    }
  }

  @Override
  public void close() {
    natives.close();
  }
}
