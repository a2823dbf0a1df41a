package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BUFFER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_STRICT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The frames of a video in the order of showing, one after the other, by one thread. */
final class FrameReader implements AutoCloseable {
  /** A stored frame has no more pixels, whatever a header claims. */
  static final long MOST_PIXELS = 1L << 24;

  private final VideoFile file;
  private final AVCodecContext decoder;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private int packets;
  private int frames;
  private boolean drained;

  private FrameReader(VideoFile file, AVCodecContext decoder) {
    this.file = file;
    this.decoder = decoder;
  }

  static FrameReader of(VideoFile file) {
    AVCodec codec = avcodec_find_decoder(file.parameters().codec_id());
    if (codec == null || codec.isNull()) {
      throw new BrokenVideoException(
          file.path(), "the codec is " + file.codecName(), "a codec that can be decoded");
    }
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    try {
      int code = avcodec_parameters_to_context(decoder, file.parameters());
      if (code >= 0) {
        decoder.thread_count(1);
        decoder.max_pixels(MOST_PIXELS);
        // Damage ends in an error or a flag, never in a frame that was guessed or left out.
        decoder.err_recognition(AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER);
        decoder.error_concealment(0);
        decoder.flags(decoder.flags() | AV_CODEC_FLAG_OUTPUT_CORRUPT);
        // H.264 that does not say how far frames are reordered is held back as far as may be.
        decoder.strict_std_compliance(FF_COMPLIANCE_STRICT);
        code = avcodec_open2(decoder, codec, (AVDictionary) null);
      }
      if (code < 0) {
        throw new BrokenVideoException(
            file.path(),
            file.codecName() + " cannot be opened (" + VideoFile.reason(code) + ")",
            "a stream that can be decoded");
      }
      return new FrameReader(file, decoder);
    } catch (RuntimeException e) {
      avcodec_free_context(decoder);
      throw e;
    }
  }

  /** The next frame, valid until the next call; empty after the last. */
  Optional<AVFrame> next() {
    while (true) {
      int code = avcodec_receive_frame(decoder, frame);
      if (code >= 0) {
        refuseDamage();
        frames++;
        return Optional.of(frame);
      }
      if (code == AVERROR_EOF) {
        return Optional.empty();
      }
      if (code != AVERROR_EAGAIN()) {
        throw broken(code);
      }
      send();
    }
  }

  private void send() {
    if (!drained && file.read(packet, packets)) {
      int code = avcodec_send_packet(decoder, packet);
      av_packet_unref(packet);
      if (code < 0) {
        throw broken(code);
      }
      packets++;
    } else {
      drained = true;
      avcodec_send_packet(decoder, null);
    }
  }

  private void refuseDamage() {
    if ((frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0) {
      throw new BrokenVideoException(
          file.path(), frames, "damaged " + file.codecName() + " data", "a frame without errors");
    }
  }

  private BrokenVideoException broken(int code) {
    return new BrokenVideoException(
        file.path(),
        packets,
        "damaged " + file.codecName() + " data (" + VideoFile.reason(code) + ")",
        "a frame without errors");
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(decoder);
  }
}
