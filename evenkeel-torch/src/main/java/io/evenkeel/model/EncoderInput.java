package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.data.SampleShape.Content;
import java.util.List;

/**
 * What an encoder takes.
 *
 * @param directions how many dimensions of space and time a sample has behind its channels
 * @param leastFrames how many a clip has at least
 * @param contents the classes of contents that it takes
 * @param expected the same in words
 */
record EncoderInput(
    int directions, int leastFrames, List<Class<? extends Content>> contents, String expected) {
  EncoderInput {
    contents = List.copyOf(contents);
  }

  private static final List<Class<? extends Content>> NUMBERS = List.of(Content.Values.class);

  static final EncoderInput VECTORS =
      new EncoderInput(
          0,
          0,
          List.of(Content.Values.class, Content.Categories.class),
          "vectors of [features], numbers or categories");
  static final EncoderInput IMAGES =
      new EncoderInput(2, 0, NUMBERS, "images of [channels, height, width]");
  static final EncoderInput CLIPS =
      new EncoderInput(3, 1, NUMBERS, "clips of [channels, frames, height, width]");
  static final EncoderInput LONG_CLIPS =
      new EncoderInput(
          3,
          I3d.LEAST_FRAMES,
          NUMBERS,
          CLIPS.expected() + ", at least " + I3d.LEAST_FRAMES + " frames");
  static final EncoderInput STEPS =
      new EncoderInput(
          1,
          0,
          List.of(Content.Values.class, Content.Masked.class),
          "sequences of [channels, steps], sounds of [1, bands, steps] or texts of [tokens]");
  static final EncoderInput ANYTHING = new EncoderInput(0, 0, List.of(), "samples of any shape");

  boolean takes(SampleShape shape) {
    List<Integer> dims = shape.dims();
    if (equals(ANYTHING)) {
      return true;
    }
    if (shape.content() instanceof Content.Tokens) {
      return equals(STEPS) && dims.size() == 1;
    }
    if (equals(STEPS) && isSound(shape)) {
      return true;
    }
    return contents.contains(shape.content().getClass())
        && dims.size() == 1 + directions
        && (leastFrames == 0 || dims.get(1) >= leastFrames)
        // The last channel of a masked sequence, and an index of each category, are no values.
        && !(shape.content() instanceof Content.Masked && dims.get(0) < 2)
        && !(shape.content() instanceof Content.Categories c && dims.get(0) < c.sizes().size());
  }

  /** Whether it is a spectrogram, whose bands an encoder of sequences can take for channels. */
  static boolean isSound(SampleShape shape) {
    return shape.content() instanceof Content.Values
        && shape.dims().size() == 3
        && shape.dims().get(0) == 1;
  }

  /** What the values of a shape are, in words to put behind it; "" for plain numbers. */
  static String contentOf(SampleShape shape) {
    if (shape.content() instanceof Content.Tokens) {
      return " (tokens)";
    }
    if (shape.content() instanceof Content.Masked) {
      return " (with a mask)";
    }
    return shape.content() instanceof Content.Categories ? " (with categories)" : "";
  }
}
