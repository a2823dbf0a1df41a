package io.evenkeel.torch;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The operations of networks, as functions of their inputs; named as in {@code
 * torch.nn.functional}.
 */
public final class Functional {
  private static final long[] DILATION = {1, 1};

  private Functional() {}

  /**
   * A 2-D convolution.
   *
   * @param size the geometry of the sliding window
   */
  public static Tensor conv2d(Tensor input, Tensor weight, Optional<Tensor> bias, Window size) {
    return new Tensor(
        torch.conv2d(
            input.handle,
            weight.handle,
            bias.map(b -> new TensorOptional(b.handle)).orElseGet(TensorOptional::new),
            size.strides(),
            size.paddings(),
            DILATION,
            1));
  }

  /**
   * How a window slides over an image; the same in both directions.
   *
   * @param kernel its edge, in pixels
   * @param stride how far it moves, in pixels
   * @param padding how many zeros stand around the image
   */
  public record Window(int kernel, int stride, int padding) {
    long[] kernels() {
      return new long[] {kernel, kernel};
    }

    long[] strides() {
      return new long[] {stride, stride};
    }

    long[] paddings() {
      return new long[] {padding, padding};
    }
  }

  /** The largest value under a sliding window. */
  public static Tensor maxPool2d(Tensor input, Window window) {
    return new Tensor(
        torch.max_pool2d(
            input.handle, window.kernels(), window.strides(), window.paddings(), DILATION, false));
  }

  /**
   * The tensors of one batch norm.
   *
   * @param weight the scale γ of each channel
   * @param bias the shift β of each channel
   * @param runningMean moved towards the batch's mean by .1 in training, used in evaluation
   * @param runningVariance likewise
   */
  public record BatchNorm(Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVariance) {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    /** Normalises by the batch's own statistics and moves the running ones. */
    public Tensor train(Tensor input) {
      return apply(input, true);
    }

    /** Normalises by the running statistics. */
    public Tensor evaluate(Tensor input) {
      return apply(input, false);
    }

    /** What {@link #evaluate} does to each channel: x ↦ γ/√(σ² + ε)·x + β − γ/√(σ² + ε)·μ. */
    public ScaleAndShift evaluated() {
      var deviation = runningVariance.handle.add(new Scalar(EPSILON)).sqrt();
      var scale = weight.handle.detach().div(deviation);
      var shift = bias.handle.detach().sub(runningMean.handle.mul(scale));
      return new ScaleAndShift(new Tensor(scale), new Tensor(shift));
    }

    private Tensor apply(Tensor input, boolean training) {
      return new Tensor(
          torch.batch_norm(
              input.handle,
              new TensorOptional(weight.handle),
              new TensorOptional(bias.handle),
              new TensorOptional(runningMean.handle),
              new TensorOptional(runningVariance.handle),
              training,
              MOMENTUM,
              EPSILON,
              false));
    }
  }

  /**
   * An affine map of every channel.
   *
   * @param scale (channels)
   * @param shift (channels)
   */
  public record ScaleAndShift(Tensor scale, Tensor shift) {}

  /** x·Wᵀ + b for x of (batch, in) and W of (out, in). */
  public static Tensor linear(Tensor input, Tensor weight, Tensor bias) {
    return new Tensor(torch.linear(input.handle, weight.handle, new TensorOptional(bias.handle)));
  }

  /** x·Wᵀ for x of (batch, in) and W of (out, in). */
  public static Tensor linear(Tensor input, Tensor weight) {
    return new Tensor(torch.linear(input.handle, weight.handle));
  }

  /** max(x, 0), written over the input, which nothing else may need any more. */
  public static Tensor relu_(Tensor input) {
    return new Tensor(torch.relu_(input.handle));
  }

  /** 1 / (1 + e^−x). */
  public static Tensor sigmoid(Tensor input) {
    return new Tensor(torch.sigmoid(input.handle));
  }

  /** The mean over the batch of CE(logits, labels). */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    return new Tensor(torch.cross_entropy_loss(logits.handle, labels.handle));
  }

  /** Tensors side by side along a dimension. */
  public static Tensor concatenate(List<Tensor> parts, long dim) {
    return new Tensor(torch.cat(vector(parts), dim));
  }

  /** Tensors of one shape along a new first dimension. */
  public static Tensor stack(List<Tensor> parts) {
    return new Tensor(torch.stack(vector(parts), 0));
  }

  private static TensorVector vector(List<Tensor> parts) {
    return new TensorVector(
        parts.stream().map(part -> part.handle).toArray(org.bytedeco.pytorch.Tensor[]::new));
  }
}
