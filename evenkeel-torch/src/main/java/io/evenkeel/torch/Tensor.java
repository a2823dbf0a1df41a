package io.evenkeel.torch;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A native tensor; it lives as long as the {@link Scope} it was born in or an {@link Owner} keeps
 * it.
 *
 * <p>Methods that end in an underscore change the tensor itself, as in PyTorch.
 */
public final class Tensor {
  final org.bytedeco.pytorch.Tensor handle;

  Tensor(org.bytedeco.pytorch.Tensor handle) {
    this.handle = handle;
  }

  /** Zeros of this shape. */
  public static Tensor zeros(Precision precision, long... shape) {
    return new Tensor(torch.zeros(shape, precision.options()));
  }

  /** A copy of values in row-major order; throws if their count does not fill the shape. */
  public static Tensor of(float[] values, long... shape) {
    requireCount(values.length, shape);
    var handle =
        torch.empty(shape, new TensorOptions(ScalarType.Float), new MemoryFormatOptional());
    if (values.length > 0) {
      handle.data_ptr_float().put(values);
    }
    return new Tensor(handle);
  }

  /** A copy of values in double precision and row-major order. */
  public static Tensor of(double[] values, long... shape) {
    requireCount(values.length, shape);
    var handle =
        torch.empty(shape, new TensorOptions(ScalarType.Double), new MemoryFormatOptional());
    if (values.length > 0) {
      handle.data_ptr_double().put(values);
    }
    return new Tensor(handle);
  }

  /** A copy of labels or counts, one-dimensional. */
  public static Tensor of(long[] values) {
    var handle =
        torch.empty(
            new long[] {values.length},
            new TensorOptions(ScalarType.Long),
            new MemoryFormatOptional());
    if (values.length > 0) {
      handle.data_ptr_long().put(values);
    }
    return new Tensor(handle);
  }

  static void requireCount(int count, long... shape) {
    long wanted = 1;
    for (long dim : shape) {
      wanted = Math.multiplyExact(wanted, dim);
    }
    if (wanted != count) {
      throw new IllegalArgumentException(count + " values for a shape of " + wanted);
    }
  }

  /** This tensor in another precision; itself if it has it already. */
  public Tensor to(Precision precision) {
    return new Tensor(handle.to(precision.type));
  }

  /**
   * This tensor with the channels of every pixel side by side; itself if it has them so already.
   */
  public Tensor channelsLast() {
    return new Tensor(handle.contiguous(MemoryFormat.ChannelsLast));
  }

  /** The sizes of the dimensions. */
  public long[] shape() {
    long[] shape = new long[(int) handle.dim()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = handle.size(i);
    }
    return shape;
  }

  /** Whether it holds floating-point numbers. */
  public boolean isFloatingPoint() {
    return handle.is_floating_point();
  }

  /** How many values it holds. */
  public long count() {
    return handle.numel();
  }

  /** {@code length} entries from {@code offset} on along the first dimension; shares its memory. */
  public Tensor segment(long offset, long length) {
    return new Tensor(handle.narrow(0, offset, length));
  }

  /** So many entries along the second dimension from {@code first} on; shares memory. */
  public Tensor columns(long first, long count) {
    return new Tensor(handle.narrow(1, first, count));
  }

  /** The same values in another shape; shares memory. */
  public Tensor view(long... shape) {
    return new Tensor(handle.view(shape));
  }

  /** The same values in another shape; shares memory where that can be. */
  public Tensor reshape(long... shape) {
    return new Tensor(handle.reshape(shape));
  }

  /** Zeros of another shape, in the same precision and on the same device. */
  public Tensor zerosLike(long... shape) {
    return new Tensor(handle.new_zeros(shape));
  }

  /** 1 where a value is larger than {@code limit} and 0 elsewhere, in the same precision. */
  public Tensor above(double limit) {
    return new Tensor(handle.gt(new Scalar(limit)).to(handle.scalar_type()));
  }

  /** The values as indices 0 … size − 1: rounded, and the nearest index where there is none. */
  public Tensor toIndices(long size) {
    var rounded = handle.round().to(ScalarType.Long);
    return new Tensor(
        rounded.clamp(
            new ScalarOptional(new Scalar(0L)), new ScalarOptional(new Scalar(size - 1))));
  }

  /** The same memory with dimensions in another order. */
  public Tensor permute(long... order) {
    return new Tensor(handle.permute(order));
  }

  /** The same memory repeated along dimensions of size 1, without copying. */
  public Tensor expand(long... shape) {
    return new Tensor(handle.expand(shape));
  }

  /** The same memory, cut off from the graph of the backward pass. */
  public Tensor detach() {
    return new Tensor(handle.detach());
  }

  /**
   * The same memory as a tensor of its own: autograd does not count its changes as this tensor's.
   */
  public Tensor sameMemory() {
    return new Tensor(handle.variable_data());
  }

  /** A leaf over the same memory whose gradient a backward pass adds up in {@code gradient}. */
  public Tensor leafWithGradient(Tensor gradient) {
    var leaf = handle.variable_data().set_requires_grad(true);
    leaf.mutable_grad().put(gradient.handle);
    return new Tensor(leaf);
  }

  /** Leaves this leaf without a gradient: the next backward pass makes it one of its own. */
  public void dropGradient() {
    handle.mutable_grad().put(new org.bytedeco.pytorch.Tensor());
  }

  /**
   * Puts the gradient that the last backward pass made, zeros if it made none, into {@code target},
   * which becomes this leaf's gradient.
   */
  public void moveGradientTo(Tensor target) {
    var made = handle.grad();
    if (made.defined()) {
      target.handle.copy_(made);
    } else {
      target.zero_();
    }
    handle.mutable_grad().put(target.handle);
  }

  /**
   * Computes d(this)/d(leaf) for every leaf and adds it to the leaf's gradient; this is a scalar.
   */
  public void backward() {
    handle.backward(
        new org.bytedeco.pytorch.Tensor(), new BoolOptional(), false, new TensorArrayRefOptional());
  }

  /** The same, and leaves what it was computed by, so that another backward pass can follow. */
  public void backwardKeepingGraph() {
    handle.backward(
        new org.bytedeco.pytorch.Tensor(),
        new BoolOptional(true),
        false,
        new TensorArrayRefOptional());
  }

  /** Element-wise sum. */
  public Tensor plus(Tensor other) {
    return new Tensor(handle.add(other.handle));
  }

  /** Element-wise product, broadcasting. */
  public Tensor times(Tensor other) {
    return new Tensor(handle.mul(other.handle));
  }

  /** Every value times a factor. */
  public Tensor times(double factor) {
    return new Tensor(handle.mul(new Scalar(factor)));
  }

  /** Element-wise quotient, broadcasting. */
  public Tensor dividedBy(Tensor other) {
    return new Tensor(handle.div(other.handle));
  }

  /** Every value plus a number. */
  public Tensor plus(double number) {
    return new Tensor(handle.add(new Scalar(number)));
  }

  /** Every value, and at least {@code least}. */
  public Tensor atLeast(double least) {
    return new Tensor(handle.clamp_min(new Scalar(least)));
  }

  /** The mean over dimensions, which are dropped. */
  public Tensor mean(long... dims) {
    return new Tensor(handle.mean(dims, false, new ScalarTypeOptional()));
  }

  /** The sum over dimensions, which are dropped. */
  public Tensor sum(long... dims) {
    return new Tensor(handle.sum(dims, false, new ScalarTypeOptional()));
  }

  /** The scalar product of two one-dimensional tensors. */
  public Tensor dot(Tensor other) {
    return new Tensor(handle.dot(other.handle));
  }

  /** The index of the largest value along the last dimension, the first on a tie. */
  public Tensor argmax() {
    return new Tensor(handle.argmax(new LongOptional(-1), false));
  }

  /** Sets every value to zero. */
  public void zero_() {
    handle.zero_();
  }

  /** Multiplies every value. */
  public void multiply_(double factor) {
    handle.mul_(new Scalar(factor));
  }

  /** Adds {@code factor}·{@code other}. */
  public void add_(Tensor other, double factor) {
    handle.add_(other.handle, new Scalar(factor));
  }

  /** Moves every value towards the other's by {@code weight} of the distance. */
  public void interpolate_(Tensor other, double weight) {
    handle.lerp_(other.handle, new Scalar(weight));
  }

  /** Overwrites the values with another tensor's, which may have another layout or precision. */
  public void copy_(Tensor source) {
    handle.copy_(source.handle);
  }

  /** A copy with memory of its own. */
  public Tensor copy() {
    return new Tensor(handle.clone(new MemoryFormatOptional()));
  }

  /** The one value of a scalar tensor. */
  public double item() {
    return handle.item_double();
  }

  // A tensor without values has no memory to point at.

  /** The values in row-major order as floats. */
  public float[] toFloats() {
    float[] values = new float[Math.toIntExact(count())];
    if (values.length > 0) {
      FloatPointer data = handle.cpu().to(ScalarType.Float).contiguous().data_ptr_float();
      data.get(values);
    }
    return values;
  }

  /** The values in row-major order as doubles. */
  public double[] toDoubles() {
    double[] values = new double[Math.toIntExact(count())];
    if (values.length > 0) {
      DoublePointer data = handle.cpu().to(ScalarType.Double).contiguous().data_ptr_double();
      data.get(values);
    }
    return values;
  }

  /** The values in row-major order of an integer tensor. */
  public long[] toLongs() {
    long[] values = new long[Math.toIntExact(count())];
    if (values.length > 0) {
      LongPointer data = handle.cpu().contiguous().data_ptr_long();
      data.get(values);
    }
    return values;
  }
}
