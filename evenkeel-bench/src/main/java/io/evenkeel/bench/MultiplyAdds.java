package io.evenkeel.bench;

import io.evenkeel.data.SampleShape;
import java.util.List;

/**
 * How many multiply-adds the convolutions and the head of a network take for one sample; batch
 * norm, ReLU, pooling and fusion are not counted.
 *
 * @param first of the first convolution
 * @param rest of everything after it
 */
public record MultiplyAdds(long first, long rest) {
  private static final long[] WIDTHS = {64, 64, 128, 256, 512};
  private static final List<Inception> MIXED_3 =
      List.of(
          new Inception(192, 64, 96, 128, 16, 32, 32),
          new Inception(256, 128, 128, 192, 32, 96, 64));
  private static final List<Inception> MIXED_4 =
      List.of(
          new Inception(480, 192, 96, 208, 16, 48, 64),
          new Inception(512, 160, 112, 224, 24, 64, 64),
          new Inception(512, 128, 128, 256, 24, 64, 64),
          new Inception(512, 112, 144, 288, 32, 64, 64),
          new Inception(528, 256, 160, 320, 32, 128, 128));
  private static final List<Inception> MIXED_5 =
      List.of(
          new Inception(832, 256, 160, 320, 32, 128, 128),
          new Inception(832, 384, 192, 384, 48, 128, 128));

  /** Of both networks of a pair for one batch. */
  public static MultiplyAdds ofBatch(Networks networks, Networks.StepSize size) {
    return networks.shapes(size).values().stream()
        .map(shape -> of(networks, shape, networks.classes()))
        .map(sample -> new MultiplyAdds(size.batch() * sample.first, size.batch() * sample.rest))
        .reduce(
            new MultiplyAdds(0, 0), (a, b) -> new MultiplyAdds(a.first + b.first, a.rest + b.rest));
  }

  /** Of one network of a pair for a sample of this shape, and so many classes. */
  public static MultiplyAdds of(Networks networks, SampleShape shape, int classes) {
    List<Integer> dims = shape.dims();
    long channels = dims.get(0);
    int rank = dims.size();
    Grid input = new Grid(rank == 4 ? dims.get(1) : 1, dims.get(rank - 2), dims.get(rank - 1));
    return switch (networks) {
      case RESNET18 -> {
        Grid stem = input.halvedInSpace();
        yield new MultiplyAdds(
            stem.positions() * channels * WIDTHS[0] * 7 * 7,
            residual(stem.halvedInSpace(), 9) + WIDTHS[4] * classes);
      }
      case R3D18 -> {
        Grid stem = input.halvedInSpace();
        yield new MultiplyAdds(
            stem.positions() * channels * WIDTHS[0] * 3 * 7 * 7,
            residual(stem, 27) + WIDTHS[4] * classes);
      }
      case I3D -> i3d(input, channels, classes);
    };
  }

  /** Four layers of two blocks of two convolutions with windows of so many positions. */
  private static long residual(Grid input, long window) {
    long total = 0;
    Grid at = input;
    for (int layer = 1; layer <= 4; layer++) {
      long in = WIDTHS[layer - 1];
      long out = WIDTHS[layer];
      if (layer > 1) {
        at = at.halved();
        total += at.positions() * in * out;
      }
      total += at.positions() * window * (in * out + 3 * out * out);
    }
    return total;
  }

  private static MultiplyAdds i3d(Grid input, long channels, int classes) {
    Grid first = input.halved();
    Grid second = first.halvedInSpace();
    Grid third = second.halvedInSpace();
    Grid fourth = third.halved();
    Grid fifth = fourth.halved();
    long rest = second.positions() * (64 * 64 + 27 * 64 * 192);
    rest += third.positions() * perPosition(MIXED_3);
    rest += fourth.positions() * perPosition(MIXED_4);
    rest += fifth.positions() * perPosition(MIXED_5);
    // The published head takes logits of every two frames.
    rest += (fifth.frames - 1) * 1024 * classes;
    return new MultiplyAdds(first.positions() * 7 * 7 * 7 * channels * 64, rest);
  }

  private static long perPosition(List<Inception> modules) {
    return modules.stream().mapToLong(Inception::perPosition).sum();
  }

  /** The channels that come in, and those that each convolution of an Inception module gives. */
  private record Inception(long in, long b0, long b1a, long b1b, long b2a, long b2b, long b3b) {
    long perPosition() {
      return in * (b0 + b1a + b2a + b3b) + 27 * (b1a * b1b + b2a * b2b);
    }
  }

  /** The size of features. */
  private record Grid(long frames, long height, long width) {
    long positions() {
      return frames * height * width;
    }

    Grid halvedInSpace() {
      return new Grid(frames, (height + 1) / 2, (width + 1) / 2);
    }

    Grid halved() {
      return new Grid((frames + 1) / 2, (height + 1) / 2, (width + 1) / 2);
    }
  }

  /** Of a forward pass. */
  public long forward() {
    return first + rest;
  }

  /**
   * Of a training step: the forward pass, as much again for the gradients of the weights, and as
   * much for those of the inputs of every layer but the first.
   */
  public long training() {
    return 2 * first + 3 * rest;
  }
}
