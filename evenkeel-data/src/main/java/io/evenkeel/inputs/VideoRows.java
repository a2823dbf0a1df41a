package io.evenkeel.inputs;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.video.Clip;
import io.evenkeel.video.FrameShape;
import io.evenkeel.video.VideoDecoder;
import java.util.List;

/**
 * Frames of videos, taken evenly, [channels, length, size, size], values in 0..1.
 *
 * @param files anything that FFmpeg decodes
 * @param shape what a frame is brought to, whatever its proportions
 * @param length how many frames
 * @param frames how many each row's video has
 */
record VideoRows(RowFiles files, FrameShape shape, int length, int[] frames) implements RowValues {
  private static final int USUAL_LENGTH = 16;
  private static final float WHITE = 255f;

  static VideoRows open(
      InputSpec spec, RowFiles files, int tableRows, int[] rows, RowProgress progress) {
    int[] frames = new int[tableRows];
    progress.begin("the lengths of videos", rows.length);
    ParallelRows.each(
        rows,
        progress,
        row -> {
          if (files.has(row)) {
            frames[row] = count(files, row);
          }
        });
    FrameShape shape = new FrameShape(spec.channels(), spec.size(), spec.size());
    return new VideoRows(files, shape, spec.length().orElse(USUAL_LENGTH), frames);
  }

  private static int count(RowFiles files, int row) {
    return files.read(
        row,
        video -> {
          int count = VideoDecoder.inspect(video).frames();
          if (count < 1) {
            throw new BadInputException(video.toString(), "no frame", "a video");
          }
          return count;
        });
  }

  @Override
  public List<Integer> dims() {
    return List.of(shape.channels(), length, shape.height(), shape.width());
  }

  @Override
  public Channels channels() {
    return new Channels(shape.channels(), length * shape.height() * shape.width());
  }

  @Override
  public boolean has(int row) {
    return files.has(row);
  }

  @Override
  public int read(int row, float[] target, int offset) {
    int first = frame(row, 0);
    Clip clip =
        files.read(
            row, video -> VideoDecoder.decode(video, first, frame(row, length - 1) + 1, shape));
    int pixels = shape.height() * shape.width();
    for (int number = 0; number < length; number++) {
      int from = (frame(row, number) - first) * shape.bytes();
      for (int c = 0; c < shape.channels(); c++) {
        int to = offset + (c * length + number) * pixels;
        for (int i = 0; i < pixels; i++) {
          target[to + i] = (clip.pixels()[from + i * shape.channels() + c] & 0xff) / WHITE;
        }
      }
    }
    return length * pixels;
  }

  /** The middles of as many equal parts of the video. */
  private int frame(int row, int number) {
    return (int) ((2L * number + 1) * frames[row] / (2L * length));
  }

  @Override
  public boolean decodes() {
    return true;
  }

  @Override
  public String identity(int row) {
    return files.identity(row);
  }
}
