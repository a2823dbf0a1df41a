package io.evenkeel.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Brings decoded frames to one shape, in one step from the stored colours. */
final class FrameScaler implements AutoCloseable {
  private static final int FILTER =
      SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT;
  private static final int ONE = 1 << 16;

  /** Rows that vector code may write beyond the last pixel. */
  private static final int MARGIN = 64;

  private final FrameShape shape;
  private final BytePointer out;
  private final PointerPointer<BytePointer> outPlanes;
  private final IntPointer outLines;
  private SwsContext context = new SwsContext(null);

  FrameScaler(FrameShape shape) {
    this.shape = shape;
    out = new BytePointer(shape.bytes() + MARGIN);
    outPlanes = new PointerPointer<>(out, null, null, null);
    outLines = new IntPointer(shape.width() * shape.channels(), 0, 0, 0);
  }

  /** Writes the frame into pixels from a position on. */
  void scale(AVFrame frame, byte[] pixels, int position) {
    boolean gray = shape.channels() == 1;
    // The luma alone, as stored: depth is written there without the range of a picture.
    int from = gray ? AV_PIX_FMT_GRAY8 : frame.format();
    int to = gray ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_RGB24;
    context =
        sws_getCachedContext(
            context,
            frame.width(),
            frame.height(),
            from,
            shape.width(),
            shape.height(),
            to,
            FILTER,
            null,
            null,
            (DoublePointer) null);
    if (!gray) {
      IntPointer matrix = sws_getCoefficients(frame.colorspace());
      int full = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
      sws_setColorspaceDetails(context, matrix, full, matrix, 1, 0, ONE, ONE);
    }
    sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), outPlanes, outLines);
    out.position(0).get(pixels, position, shape.bytes());
  }

  @Override
  public void close() {
    sws_freeContext(context);
    outLines.close();
    outPlanes.close();
    out.close();
  }
}
