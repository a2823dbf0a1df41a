package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A multi-layer perceptron for vectors: batch norm on the input, then hidden1 and hidden2, each
 * linear with ReLU.
 *
 * <p>Each categorical column is embedded in min(50, ⌈size / 2⌉) numbers, which hidden1 sees behind
 * the normalised numbers.
 *
 * @param width the features that each hidden layer gives
 */
record Mlp(long width) {
  private static final int WIDEST_EMBEDDING = 50;

  List<Stage> declare(ParameterPlan plan, String name, Role role, SampleShape shape) {
    Input input = input(plan, name, role, shape);
    Linear hidden1 = Linear.declare(plan, name + ".hidden1", role, input.features(), width);
    Linear hidden2 = Linear.declare(plan, name + ".hidden2", role, width, width);
    return List.of(
        Stage.of(
            "hidden1",
            width,
            (x, mode) -> Functional.relu_(hidden1.forward(input.read().apply(x, mode))),
            (x, body) -> ScriptText.relu(hidden1.script(input.script().apply(x)))),
        Stage.of(
            "hidden2",
            width,
            (x, mode) -> Functional.relu_(hidden2.forward(x)),
            (x, body) -> ScriptText.relu(hidden2.script(x))));
  }

  /** What hidden1 sees of a sample. */
  private record Input(
      long features, BiFunction<Tensor, Mode, Tensor> read, UnaryOperator<String> script) {}

  private static Input input(ParameterPlan plan, String name, Role role, SampleShape shape) {
    long columns = shape.dims().get(0);
    if (!(shape.content() instanceof SampleShape.Content.Categories categories)) {
      BatchNorm norm = BatchNorm.declare(plan, name + ".norm", role, columns);
      return new Input(columns, norm::forward, norm::script);
    }
    long numbers = columns - categories.sizes().size();
    List<BiFunction<Tensor, Mode, Tensor>> parts = new ArrayList<>();
    List<UnaryOperator<String>> scripts = new ArrayList<>();
    if (numbers > 0) {
      BatchNorm norm = BatchNorm.declare(plan, name + ".norm", role, numbers);
      parts.add((x, mode) -> norm.forward(x.columns(0, numbers), mode));
      scripts.add(x -> norm.script(ScriptText.columns(x, 0, numbers)));
    }
    long features = numbers;
    for (int k = 0; k < categories.sizes().size(); k++) {
      int size = categories.sizes().get(k);
      long embedded = Math.min(WIDEST_EMBEDDING, (size + 1) / 2);
      Embedding embedding = Embedding.declare(plan, name + ".embedding" + k, role, size, embedded);
      long column = numbers + k;
      parts.add((x, mode) -> embedding.forward(x.columns(column, 1)).reshape(-1, embedded));
      scripts.add(x -> embedding.script("torch.select(%s, 1, %d)".formatted(x, column)));
      features += embedded;
    }
    return new Input(
        features,
        (x, mode) ->
            Functional.concatenate(parts.stream().map(part -> part.apply(x, mode)).toList(), 1),
        x -> ScriptText.concatenated(scripts.stream().map(part -> part.apply(x)).toList()));
  }
}
