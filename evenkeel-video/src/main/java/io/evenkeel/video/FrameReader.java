package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
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
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The frames of a video in the order of showing, one after the other, by one thread. */
final class FrameReader implements AutoCloseable {
  /** A stored frame has no more pixels, whatever a header claims. */
  static final long MOST_PIXELS = 1L << 24;

  /**
   * Which packets are decoded.
   *
   * @param last none after it
   * @param needed whether a packet up to the last is
   * @param frameOf what frame a packet holds, for messages
   */
  record Choice(int last, IntPredicate needed, IntUnaryOperator frameOf) {
    /** Every packet, as if each held the frame of its own number. */
    static Choice everything() {
      return new Choice(Integer.MAX_VALUE, packet -> true, IntUnaryOperator.identity());
    }
  }

  private final VideoFile file;
  private final Choice choice;
  private final AVCodecContext decoder;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private int packets;

  private FrameReader(VideoFile file, Choice choice, AVCodecContext decoder) {
    this.file = file;
    this.choice = choice;
    this.decoder = decoder;
  }

  static FrameReader of(VideoFile file, Choice choice) {
    AVCodec codec = avcodec_find_decoder(file.parameters().codec_id());
    if (codec == null || codec.isNull()) {
      throw new BrokenVideoException(
          file.path(), "the codec is " + file.codecName(), "a codec that can be decoded");
    }
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    try {
      int code = avcodec_parameters_to_context(decoder, file.parameters());
      if (code >= 0) {
        set(decoder);
        code = avcodec_open2(decoder, codec, (AVDictionary) null);
      }
      if (code < 0) {
        throw new BrokenVideoException(
            file.path(),
            file.codecName() + " cannot be opened (" + Ffmpeg.reason(code) + ")",
            "a stream that can be decoded");
      }
      return new FrameReader(file, choice, decoder);
    } catch (RuntimeException e) {
      avcodec_free_context(decoder);
      throw e;
    }
  }

  private static void set(AVCodecContext decoder) {
    decoder.thread_count(1);
    decoder.max_pixels(MOST_PIXELS);
    // Damage ends in an error or in a flag on the frame; none is left out without a word.
    decoder.err_recognition(AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER);
    decoder.flags(decoder.flags() | AV_CODEC_FLAG_OUTPUT_CORRUPT | AV_CODEC_FLAG_BITEXACT);
    // H.264 that does not say how far frames are reordered is held back as far as may be.
    decoder.strict_std_compliance(FF_COMPLIANCE_STRICT);
  }

  /** The next frame, valid until the next call; empty after the last. */
  Optional<AVFrame> next() {
    while (true) {
      int code = avcodec_receive_frame(decoder, frame);
      if (code >= 0) {
        if ((frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0
            || frame.decode_error_flags() != 0) {
          throw damaged((int) frame.pts(), "");
        }
        return Optional.of(frame);
      }
      if (code == AVERROR_EOF) {
        return Optional.empty();
      }
      if (code != AVERROR_EAGAIN()) {
        throw damaged(packets - 1, " (" + Ffmpeg.reason(code) + ")");
      }
      send();
    }
  }

  private void send() {
    int number = packets;
    while (number <= choice.last() && file.read(packet, number)) {
      packets++;
      if (choice.needed().test(number)) {
        send(number);
        return;
      }
      av_packet_unref(packet);
      number = packets;
    }
    avcodec_send_packet(decoder, null);
  }

  private void send(int number) {
    // A frame carries this number of the packet it comes from.
    packet.pts(number);
    int code = avcodec_send_packet(decoder, packet);
    av_packet_unref(packet);
    if (code < 0) {
      throw damaged(number, " (" + Ffmpeg.reason(code) + ")");
    }
  }

  /** The number of the packet that a frame comes from. */
  static int packetOf(AVFrame frame) {
    return (int) frame.pts();
  }

  /** How many frames the decoder holds back to put them in order. */
  int depth() {
    return decoder.has_b_frames();
  }

  private BrokenVideoException damaged(int number, String reason) {
    return new BrokenVideoException(
        file.path(),
        choice.frameOf().applyAsInt(number),
        "damaged " + file.codecName() + " data" + reason,
        "a frame without errors");
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(decoder);
  }
}
