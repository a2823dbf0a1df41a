package io.evenkeel.model;

import io.evenkeel.torch.Window;
import java.util.Arrays;
import java.util.Set;

/**
 * Operations of networks as expressions of TorchScript, on tensors by their names.
 *
 * @param names those that there are
 * @param epsilon what batch norms add to the variance
 */
record ScriptText(Set<String> names, double epsilon) {
  private static final double PYTORCH_EPSILON = 1e-5;

  /** With PyTorch's own ε. */
  ScriptText(Set<String> names) {
    this(names, PYTORCH_EPSILON);
  }

  /** A method for how many zeros TensorFlow's SAME padding puts around one direction. */
  static final String SAME =
      """
      def same(self, size: int, kernel: int, stride: int) -> int:
        return max((-(-size // stride) - 1) * stride + kernel - size, 0)
      """;

  /** The tensor of this name; a module's name may be no identifier: "0", "front-view". */
  static String tensor(String name) {
    String path = "self";
    for (String part : name.split("\\.", -1)) {
      path = "getattr(" + path + ", \"" + part + "\")";
    }
    return path;
  }

  String convolution(String name, String x, Window window) {
    String bias = names.contains(name + ".bias") ? tensor(name + ".bias") : "None";
    int directions = window.spans().size();
    return "torch.conv%dd(%s, %s, %s, %s, %s, %s, 1)"
        .formatted(
            directions,
            x,
            tensor(name + ".weight"),
            bias,
            Arrays.toString(window.strides()),
            Arrays.toString(window.paddings()),
            ones(directions));
  }

  String norm(String name, String x) {
    return "torch.batch_norm(%s, %s, %s, %s, %s, False, 0.1, %s, False)"
        .formatted(
            x,
            tensor(name + ".weight"),
            tensor(name + ".bias"),
            tensor(name + ".running_mean"),
            tensor(name + ".running_var"),
            epsilon);
  }

  /** A head may be held as a 1×1×1 convolution. */
  String linear(String name, String x) {
    return "torch.linear(%s, torch.flatten(%s, 1), %s)"
        .formatted(x, tensor(name + ".weight"), tensor(name + ".bias"));
  }

  static String relu(String x) {
    return "torch.relu(" + x + ")";
  }

  static String maxPool2d(String x, Window window) {
    return "torch.max_pool2d(%s, %s, %s, %s, [1, 1], False)"
        .formatted(
            x,
            Arrays.toString(window.kernels()),
            Arrays.toString(window.strides()),
            Arrays.toString(window.paddings()));
  }

  /** As {@link SamePadding#maxPool}. */
  static String sameMaxPool(String x, Window window) {
    StringBuilder paddings = new StringBuilder();
    for (int k = 0; k < 3; k++) {
      paddings
          .append(k == 0 ? "" : ", ")
          .append(same(x, k + 2, window.kernels()[k], window.strides()[k]))
          .append(" // 2");
    }
    return "torch.max_pool3d(%s, %s, %s, [%s], [1, 1, 1], True)"
        .formatted(
            x, Arrays.toString(window.kernels()), Arrays.toString(window.strides()), paddings);
  }

  /** As {@link SamePadding#around}. */
  static String samePadded(String x, int kernel, int stride) {
    StringBuilder widths = new StringBuilder();
    for (int dim = 4; dim > 1; dim--) {
      String total = same(x, dim, kernel, stride);
      widths.append(dim == 4 ? "" : ", ").append("%1$s // 2, %1$s - %1$s // 2".formatted(total));
    }
    return "torch.constant_pad_nd(%s, [%s], 0.)".formatted(x, widths);
  }

  private static String same(String x, int dim, long kernel, long stride) {
    return "self.same(%s.size(%d), %d, %d)".formatted(x, dim, kernel, stride);
  }

  private static String ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return Arrays.toString(ones);
  }
}
