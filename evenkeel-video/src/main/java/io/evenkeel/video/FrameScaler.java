package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Brings decoded frames to one shape, in one step from the stored colours.
 *
 * <p>Colour is red, green and blue in full range, by the frame's own matrix and range; one that
 * names none is BT.601 in limited range, as players take it. Gray is the luma <em>as stored</em>,
 * without stretching its range: depth is written there as a number, not as a brightness.
 */
final class FrameScaler implements AutoCloseable {
  /** A triangle filter, widened when shrinking, the same on every processor. */
  private static final int FILTER =
      SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT;

  private static final int ONE = 1 << 16;
  private static final int ALIGNMENT = 64;

  /** Vector code writes beyond the last pixel. */
  private static final int MARGIN = 256;

  /** What a context is for. */
  private record Source(int width, int height, int format, int matrix, boolean full) {
    static Source of(AVFrame frame) {
      return new Source(
          frame.width(),
          frame.height(),
          frame.format(),
          frame.colorspace(),
          frame.color_range() == AVCOL_RANGE_JPEG);
    }
  }

  private final FrameShape shape;
  private final int stride;
  private final BytePointer out;
  private final ByteBuffer rows;
  private final PointerPointer<BytePointer> outPlanes;
  private final IntPointer outLines;
  private Source source = new Source(0, 0, avutil.AV_PIX_FMT_NONE, 0, false);
  private SwsContext context = new SwsContext(null);

  FrameScaler(FrameShape shape) {
    this.shape = shape;
    int row = shape.width() * shape.channels();
    stride = (row + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    out = new BytePointer((long) stride * shape.height() + MARGIN);
    rows = out.asByteBuffer();
    outPlanes = new PointerPointer<>(out, null, null, null);
    outLines = new IntPointer(stride, 0, 0, 0);
  }

  /**
   * Writes the frame into pixels from a position on.
   *
   * @return whether the frame's pixels could be brought to the shape
   */
  boolean scale(AVFrame frame, byte[] pixels, int position) {
    Source now = Source.of(frame);
    if (!now.equals(source)) {
      sws_freeContext(context);
      context = new SwsContext(null);
      source = now;
      context = contextFor(now);
    }
    if (context.isNull()
        || sws_scale(
                context, frame.data(), frame.linesize(), 0, frame.height(), outPlanes, outLines)
            != shape.height()) {
      return false;
    }
    int row = shape.width() * shape.channels();
    for (int y = 0; y < shape.height(); y++) {
      rows.get(y * stride, pixels, position + y * row, row);
    }
    return true;
  }

  private SwsContext contextFor(Source from) {
    boolean gray = shape.channels() == 1;
    boolean luma = gray && hasPlaneOfLuma(from.format());
    SwsContext made =
        sws_getContext(
            from.width(),
            from.height(),
            luma ? AV_PIX_FMT_GRAY8 : from.format(),
            shape.width(),
            shape.height(),
            gray ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_RGB24,
            FILTER,
            null,
            null,
            (DoublePointer) null);
    if (made == null) {
      return new SwsContext(null);
    }
    if (!luma) {
      IntPointer matrix = sws_getCoefficients(from.matrix());
      int full = gray || from.full() ? 1 : 0;
      sws_setColorspaceDetails(made, matrix, full, matrix, 1, 0, ONE, ONE);
    }
    return made;
  }

  /** Whether the first plane holds the luma, one byte a pixel. */
  private static boolean hasPlaneOfLuma(int format) {
    AVPixFmtDescriptor is = av_pix_fmt_desc_get(format);
    long other =
        avutil.AV_PIX_FMT_FLAG_RGB
            | avutil.AV_PIX_FMT_FLAG_PAL
            | avutil.AV_PIX_FMT_FLAG_BITSTREAM
            | avutil.AV_PIX_FMT_FLAG_HWACCEL
            | avutil.AV_PIX_FMT_FLAG_BAYER
            | avutil.AV_PIX_FMT_FLAG_XYZ;
    return is != null
        && (is.flags() & other) == 0
        && is.comp(0).plane() == 0
        && is.comp(0).step() == 1
        && is.comp(0).offset() == 0
        && is.comp(0).depth() == 8;
  }

  @Override
  public void close() {
    sws_freeContext(context);
    outLines.close();
    outPlanes.close();
    out.close();
  }
}
