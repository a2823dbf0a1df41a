package io.evenkeel.torch;

import io.evenkeel.input.BadInputException;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors live and are computed with.
 *
 * @param name as PyTorch writes it: "cpu", "cuda:0"
 */
public record Device(String name) {
  private static final String CPU = "cpu";

  /** The processor. */
  public static Device cpu() {
    return new Device(CPU);
  }

  /**
   * The device that a recipe asks for.
   *
   * @param wanted "cpu", "cuda", "cuda:N", or "auto" for the first graphics processor where there
   *     is one
   * @throws BadInputException if this build or this machine has no such device
   */
  public static Device of(String wanted) {
    long graphics = torch.cuda_is_available() ? torch.getNumGPUs() : 0;
    if (wanted.equals("auto")) {
      return graphics > 0 ? new Device("cuda:0") : cpu();
    }
    if (wanted.equals(CPU)) {
      return cpu();
    }
    long index = wanted.equals("cuda") ? 0 : Long.parseLong(wanted.substring("cuda:".length()));
    if (index >= graphics) {
      throw new BadInputException(
          "device",
          wanted,
          graphics == 0
              ? "cpu or auto, for no CUDA device can be used: it takes a build with -Pcuda and an"
                  + " NVIDIA driver"
              : "one of cuda:0 to cuda:" + (graphics - 1));
    }
    return new Device("cuda:" + index);
  }

  /** A copy of values on this device, in row-major order. */
  public Tensor of(float[] values, long... shape) {
    if (isCpu()) {
      return Tensor.of(values, shape);
    }
    Tensor.requireCount(values.length, shape);
    var pinned = torch.empty(shape, pinned(ScalarType.Float), new MemoryFormatOptional());
    if (values.length > 0) {
      pinned.data_ptr_float().put(values);
    }
    return uploaded(pinned);
  }

  /** A copy of values on this device, in double precision and row-major order. */
  public Tensor of(double[] values, long... shape) {
    if (isCpu()) {
      return Tensor.of(values, shape);
    }
    Tensor.requireCount(values.length, shape);
    var pinned = torch.empty(shape, pinned(ScalarType.Double), new MemoryFormatOptional());
    if (values.length > 0) {
      pinned.data_ptr_double().put(values);
    }
    return uploaded(pinned);
  }

  /** A copy of labels on this device. */
  public Tensor of(long[] values) {
    if (isCpu()) {
      return Tensor.of(values);
    }
    var pinned =
        torch.empty(
            new long[] {values.length}, pinned(ScalarType.Long), new MemoryFormatOptional());
    if (values.length > 0) {
      pinned.data_ptr_long().put(values);
    }
    return uploaded(pinned);
  }

  /** Zeros on this device. */
  public Tensor zeros(Precision precision, long... shape) {
    return new Tensor(torch.zeros(shape, precision.options().device(optional())));
  }

  private boolean isCpu() {
    return name.equals(CPU);
  }

  /** Host memory that the device reads by itself. */
  private static TensorOptions pinned(ScalarType type) {
    return new TensorOptions(type).pinned_memory(new BoolOptional(true));
  }

  /**
   * The same on this device, without waiting for the copy. libtorch keeps pinned memory until the
   * device has read it.
   */
  private Tensor uploaded(org.bytedeco.pytorch.Tensor pinned) {
    return new Tensor(
        pinned.to(handle(), pinned.scalar_type(), true, false, new MemoryFormatOptional()));
  }

  private DeviceOptional optional() {
    return new DeviceOptional(handle());
  }

  org.bytedeco.pytorch.Device handle() {
    return isCpu()
        ? new org.bytedeco.pytorch.Device(DeviceType.CPU)
        : new org.bytedeco.pytorch.Device(name);
  }
}
