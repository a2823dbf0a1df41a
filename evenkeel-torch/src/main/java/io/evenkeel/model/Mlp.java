package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import java.util.List;

/**
 * A multi-layer perceptron for vectors: batch norm on the input, then hidden1 and hidden2, each
 * linear with ReLU.
 *
 * @param width the features that each hidden layer gives
 */
record Mlp(long width) {

  List<Stage> declare(ParameterPlan plan, String name, Role role, long features) {
    BatchNorm norm = BatchNorm.declare(plan, name + ".norm", role, features);
    Linear hidden1 = Linear.declare(plan, name + ".hidden1", role, features, width);
    Linear hidden2 = Linear.declare(plan, name + ".hidden2", role, width, width);
    return List.of(
        new Stage(
            "hidden1",
            width,
            (x, mode) -> Functional.relu_(hidden1.forward(norm.forward(x, mode)))),
        new Stage("hidden2", width, (x, mode) -> Functional.relu_(hidden2.forward(x))));
  }
}
