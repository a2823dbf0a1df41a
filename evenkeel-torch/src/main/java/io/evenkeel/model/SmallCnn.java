package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The small CNN used on Colored MNIST: batch norm on the input; conv1 5×5, max-pool 3/2; conv2 3×3;
 * conv3 3×3 with stride 2; conv4 3×3; ReLU after each convolution.
 *
 * @param widths the channels that each convolution gives
 */
record SmallCnn(List<Long> widths) {
  static final Window POOL = new Window(3, 2, 1);
  static final Window FIVE = new Window(5, 1, 2);
  static final Window THREE = new Window(3, 1, 1);
  static final Window THREE_HALVING = new Window(3, 2, 1);

  static SmallCnn ofWidth(long width) {
    return new SmallCnn(List.of(width, width, 2 * width, 2 * width));
  }

  List<Stage> declare(ParameterPlan plan, String name, Role role, long channels) {
    BatchNorm norm = BatchNorm.declare(plan, name + ".norm", role, channels);
    Convolution conv1 =
        Convolution.declare(plan, name + ".conv1", role, channels, widths.get(0), FIVE);
    Convolution conv2 =
        Convolution.declare(plan, name + ".conv2", role, widths.get(0), widths.get(1), THREE);
    Convolution conv3 =
        Convolution.declare(
            plan, name + ".conv3", role, widths.get(1), widths.get(2), THREE_HALVING);
    Convolution conv4 =
        Convolution.declare(plan, name + ".conv4", role, widths.get(2), widths.get(3), THREE);
    return List.of(
        Stage.of(
            "conv1",
            widths.get(0),
            // ReLU and maximum commute; after the pool ReLU has a quarter of the pixels to visit.
            (x, mode) ->
                Functional.relu_(Functional.maxPool2d(conv1.forward(norm.forward(x, mode)), POOL))),
        Stage.of("conv2", widths.get(1), rectified(conv2)),
        Stage.of("conv3", widths.get(2), rectified(conv3)),
        Stage.of("conv4", widths.get(3), rectified(conv4)));
  }

  private static BiFunction<Tensor, Mode, Tensor> rectified(Convolution convolution) {
    return (x, mode) -> Functional.relu_(convolution.forward(x));
  }
}
