package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PICTURE_STRUCTURE_FRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_close;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_parse2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Walks over a video's packets and reads, without decoding, what picture each holds. */
final class PicturePackets implements AutoCloseable {
  private static final NalUnits WHOLE_PICTURE = new NalUnits(true, true, true, Set.of());

  private final VideoFile file;
  private final AVPacket packet = av_packet_alloc();
  private final AVCodecContext parameters = avcodec_alloc_context3(null);
  private final AVCodecParserContext parser;
  private final BytePointer parsed = new BytePointer();
  private final IntPointer parsedSize = new IntPointer(1);
  private final int bytesOfLength;
  private final boolean intra;
  private int packets = -1;
  private NalUnits units = WHOLE_PICTURE;
  private boolean plain;

  private PicturePackets(VideoFile file) {
    this.file = file;
    int codec = file.parameters().codec_id();
    intra = codec == AV_CODEC_ID_MJPEG;
    avcodec_parameters_to_context(parameters, file.parameters());
    parser = av_parser_init(codec);
    parser.flags(AVCodecParserContext.PARSER_FLAG_COMPLETE_FRAMES);
    bytesOfLength = bytesOfLength();
  }

  /** Whether packets of the codec are understood. */
  static boolean knows(int codec) {
    return codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_MJPEG;
  }

  static PicturePackets of(VideoFile file) {
    return new PicturePackets(file);
  }

  /** Bytes of each length before a unit (ISO/IEC 14496-15, 5.3.3.1); 0 for start codes. */
  private int bytesOfLength() {
    BytePointer header = parameters.extradata();
    boolean lengths = parameters.extradata_size() >= 7 && header.get(0) == 1;
    return lengths ? (header.get(4) & 3) + 1 : 0;
  }

  /** Goes on to the next packet; false after the last. */
  boolean next() {
    packets++;
    if (!file.read(packet, packets)) {
      return false;
    }
    try {
      plain =
          packet.size() > 0
              && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0
              && packet.side_data_elems() == 0
              && (intra || readUnits());
    } finally {
      av_packet_unref(packet);
    }
    return true;
  }

  private boolean readUnits() {
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes);
    units =
        bytesOfLength == 0
            ? NalUnits.behindStartCodes(bytes)
            : NalUnits.behindLengths(bytes, bytesOfLength);
    parser.output_picture_number(Integer.MIN_VALUE);
    av_parser_parse2(
        parser,
        parameters,
        parsed,
        parsedSize,
        packet.data(),
        packet.size(),
        AV_NOPTS_VALUE,
        AV_NOPTS_VALUE,
        -1);
    return units.plain()
        && parser.picture_structure() == AV_PICTURE_STRUCTURE_FRAME
        && count() != Integer.MIN_VALUE;
  }

  /** Whether the packet holds one whole picture and nothing unusual. */
  boolean plain() {
    return plain;
  }

  NalUnits units() {
    return units;
  }

  /** The picture's count in the order of showing, from its fresh start on. */
  int count() {
    return intra ? 0 : parser.output_picture_number();
  }

  @Override
  public void close() {
    av_parser_close(parser);
    avcodec_free_context(parameters);
    av_packet_free(packet);
    parsedSize.close();
    parsed.close();
  }
}
