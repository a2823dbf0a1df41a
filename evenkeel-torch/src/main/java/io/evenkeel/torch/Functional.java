package io.evenkeel.torch;

import io.evenkeel.input.BadInputException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The operations of networks, as functions of their inputs; named as in {@code
 * torch.nn.functional}.
 */
public final class Functional {
  /** PyTorch's reduction "none". */
  private static final long NONE = 0;

  /** PyTorch's ignore_index, which is no label of anybody's. */
  private static final long NO_LABEL = -100;

  private Functional() {}

  /**
   * A 1-D convolution of sequences (batch, channels, steps).
   *
   * @param size the geometry of the sliding window
   */
  public static Tensor conv1d(Tensor input, Tensor weight, Optional<Tensor> bias, Window size) {
    return new Tensor(
        torch.conv1d(
            input.handle,
            weight.handle,
            optional(bias),
            size.strides(),
            size.paddings(),
            size.dilations(),
            1));
  }

  /**
   * A 2-D convolution of images (batch, channels, height, width).
   *
   * @param size the geometry of the sliding window
   */
  public static Tensor conv2d(Tensor input, Tensor weight, Optional<Tensor> bias, Window size) {
    return new Tensor(
        torch.conv2d(
            input.handle,
            weight.handle,
            optional(bias),
            size.strides(),
            size.paddings(),
            size.dilations(),
            1));
  }

  /**
   * A 3-D convolution of clips (batch, channels, time, height, width).
   *
   * @param size the geometry of the sliding window
   */
  public static Tensor conv3d(Tensor input, Tensor weight, Optional<Tensor> bias, Window size) {
    return new Tensor(
        torch.conv3d(
            input.handle,
            weight.handle,
            optional(bias),
            size.strides(),
            size.paddings(),
            size.dilations(),
            1));
  }

  private static TensorOptional optional(Optional<Tensor> tensor) {
    return tensor.map(t -> new TensorOptional(t.handle)).orElseGet(TensorOptional::new);
  }

  /** The largest value under a sliding window. */
  public static Tensor maxPool2d(Tensor input, Window window) {
    return new Tensor(
        torch.max_pool2d(
            input.handle,
            window.kernels(),
            window.strides(),
            window.paddings(),
            window.dilations(),
            false));
  }

  /**
   * The largest value of a clip under a sliding window, which may reach over the far edges
   * (PyTorch's ceil_mode); what lies outside never is the largest.
   */
  public static Tensor maxPool3d(Tensor input, Window window) {
    return new Tensor(
        torch.max_pool3d(
            input.handle,
            window.kernels(),
            window.strides(),
            window.paddings(),
            window.dilations(),
            true));
  }

  /**
   * Zeros put around the last dimensions.
   *
   * @param widths how many before and after the last dimension, then the last but one, …
   */
  public static Tensor pad(Tensor input, long... widths) {
    return new Tensor(torch.constant_pad_nd(input.handle, widths));
  }

  /**
   * The tensors of one batch norm.
   *
   * @param weight the scale γ of each channel
   * @param bias the shift β of each channel
   * @param runningMean moved towards the batch's mean in training, used in evaluation
   * @param runningVariance likewise
   * @param constants momentum and ε
   */
  public record BatchNorm(
      Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVariance, Constants constants) {

    /**
     * The numbers that a batch norm is made with.
     *
     * @param momentum how far a training step moves the running statistics towards the batch's
     * @param epsilon what is added to the variance
     */
    public record Constants(double momentum, double epsilon) {}

    /** Normalises by the batch's own statistics and moves the running ones. */
    public Tensor train(Tensor input) {
      requireSeveralValues(input);
      return apply(input, running(runningMean), running(runningVariance), true);
    }

    /** Normalises by the batch's own statistics and leaves the running ones. */
    public Tensor rehearse(Tensor input) {
      requireSeveralValues(input);
      return apply(input, new TensorOptional(), new TensorOptional(), true);
    }

    /** Normalises by the running statistics. */
    public Tensor evaluate(Tensor input) {
      return apply(input, running(runningMean), running(runningVariance), false);
    }

    /** The variance of one value would be kept as NaN. */
    private void requireSeveralValues(Tensor input) {
      if (input.count() == weight.count()) {
        throw new BadInputException(
            "a batch norm in training",
            "one value a channel, of one sample",
            "more samples at a time: a larger batch_size or a smaller batch.accumulate");
      }
    }

    private static TensorOptional running(Tensor statistics) {
      return new TensorOptional(statistics.handle);
    }

    /** What {@link #evaluate} does to each channel: x ↦ γ/√(σ² + ε)·x + β − γ/√(σ² + ε)·μ. */
    public ScaleAndShift evaluated() {
      var deviation = runningVariance.handle.add(new Scalar(constants.epsilon())).sqrt();
      var scale = weight.handle.detach().div(deviation);
      var shift = bias.handle.detach().sub(runningMean.handle.mul(scale));
      return new ScaleAndShift(new Tensor(scale), new Tensor(shift));
    }

    private Tensor apply(
        Tensor input, TensorOptional mean, TensorOptional variance, boolean byBatch) {
      return new Tensor(
          torch.batch_norm(
              input.handle,
              new TensorOptional(weight.handle),
              new TensorOptional(bias.handle),
              mean,
              variance,
              byBatch,
              constants.momentum(),
              constants.epsilon(),
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

  /** max(x, 0), written over the input, which nothing else may need any more; the input itself. */
  public static Tensor relu_(Tensor input) {
    // What libtorch gives back refers to the input's own handle and so keeps nothing alive.
    torch.relu_(input.handle);
    return input;
  }

  /**
   * Normalises along the last dimension by mean and variance, ε 1e-5, then scales and shifts.
   *
   * @param weight γ, as long as the last dimension
   * @param bias β likewise
   */
  public static Tensor layerNorm(Tensor input, Tensor weight, Tensor bias) {
    return new Tensor(
        torch.layer_norm(
            input.handle,
            new long[] {weight.count()},
            new TensorOptional(weight.handle),
            new TensorOptional(bias.handle),
            1e-5,
            true));
  }

  /** e^x / Σ e^x along the last dimension. */
  public static Tensor softmax(Tensor input) {
    return new Tensor(torch.softmax(input.handle, -1));
  }

  /** The matrix products of the last two dimensions. */
  public static Tensor matmul(Tensor left, Tensor right) {
    return new Tensor(torch.matmul(left.handle, right.handle));
  }

  /** The row of {@code weight} for each index: (indices…, columns). */
  public static Tensor embedding(Tensor weight, Tensor indices) {
    return new Tensor(torch.embedding(weight.handle, indices.handle));
  }

  /**
   * The hidden states of a layer of gated recurrent units that begins at zeros, as {@code
   * torch.nn.GRU}: (batch, steps, in) → (batch, steps, hidden).
   *
   * @param weights W_ih, W_hh, b_ih, b_hh
   */
  public static Tensor gru(Tensor input, List<Tensor> weights) {
    long[] shape = input.shape();
    long hidden = weights.get(1).shape()[1];
    Tensor start = input.zerosLike(1, shape[0], hidden);
    // That it trains changes nothing without dropout, and a GPU needs it for the backward pass.
    var both =
        torch.gru(input.handle, start.handle, vector(weights), true, 1, 0, true, false, true);
    // A reference into the pair would end with it, whoever keeps the tensor.
    return new Tensor(new org.bytedeco.pytorch.Tensor(both.get0()));
  }

  /** 1 / (1 + e^−x). */
  public static Tensor sigmoid(Tensor input) {
    return new Tensor(torch.sigmoid(input.handle));
  }

  /** The mean over the batch of CE(logits, labels). */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    return new Tensor(torch.cross_entropy_loss(logits.handle, labels.handle));
  }

  /** CE(logits, labels) of each sample, (batch). */
  public static Tensor crossEntropies(Tensor logits, Tensor labels) {
    return new Tensor(
        torch.cross_entropy_loss(
            logits.handle, labels.handle, new TensorOptional(), NONE, NO_LABEL, 0));
  }

  /** The cross-entropy of sigmoid(logits) with targets in 0..1, number by number. */
  public static Tensor binaryCrossEntropies(Tensor logits, Tensor targets) {
    return new Tensor(
        torch.binary_cross_entropy_with_logits(
            logits.handle, targets.handle, new TensorOptional(), new TensorOptional(), NONE));
  }

  /** e^x_k / Σ_j e^x_j along a dimension. */
  public static Tensor softmax(Tensor input, long dim) {
    return new Tensor(torch.softmax(input.handle, dim));
  }

  /** H(p) = −Σ_k p_k·log p_k of p = softmax(logits), (batch), for logits of (batch, classes). */
  public static Tensor entropy(Tensor logits) {
    var logarithms = torch.log_softmax(logits.handle, 1);
    return new Tensor(logarithms.exp().mul(logarithms)).sum(1).times(-1);
  }

  /**
   * ‖x_i − y_j‖, (n, m), of x of (n, width) and y of (m, width); its gradient is 0 where they are
   * the same.
   */
  public static Tensor distances(Tensor from, Tensor to) {
    // Mode 2: by differences. The shortcut by a matrix product loses digits of small distances.
    return new Tensor(torch.cdist(from.handle, to.handle, 2, new LongOptional(2)));
  }

  /** The mean of the squared differences of all values. */
  public static Tensor meanSquaredError(Tensor input, Tensor target) {
    return new Tensor(torch.mse_loss(input.handle, target.handle));
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
