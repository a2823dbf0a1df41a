package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Window;
import java.util.List;

/**
 * The small CNN used on Colored MNIST: batch norm on the input; conv1 5×5, max-pool 3/2; conv2 3×3;
 * conv3 3×3 with stride 2; conv4 3×3; ReLU after each convolution.
 *
 * @param widths the channels that each convolution gives
 */
record SmallCnn(List<Long> widths) {
  private static final Window POOL = new Window(3, 2, 1);
  private static final Window FIVE = new Window(5, 1, 2);
  private static final Window THREE = new Window(3, 1, 1);
  private static final Window THREE_HALVING = new Window(3, 2, 1);

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
                Functional.relu_(Functional.maxPool2d(conv1.forward(norm.forward(x, mode)), POOL)),
            (x, body) -> ScriptText.relu(ScriptText.maxPool2d(conv1.script(norm.script(x)), POOL))),
        rectified("conv2", widths.get(1), conv2),
        rectified("conv3", widths.get(2), conv3),
        rectified("conv4", widths.get(3), conv4));
  }

  private static Stage rectified(String stage, long channels, Convolution convolution) {
    return Stage.of(
        stage,
        channels,
        (x, mode) -> Functional.relu_(convolution.forward(x)),
        (x, body) -> ScriptText.relu(convolution.script(x)));
  }
}
