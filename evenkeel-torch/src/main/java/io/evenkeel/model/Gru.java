package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Two layers of gated recurrent units (Cho et al., 2014), layer1 and layer2, for sequences and
 * texts, with the parameters of {@code torch.nn.GRU(num_layers=2, batch_first=True)}.
 *
 * <p>A stage gives the hidden state of every step. Padding stands behind the steps of a sequence,
 * so that no hidden state that counts has seen it. There is no dropout.
 *
 * @param width the size of the hidden state
 */
record Gru(long width) {
  private static final int LAYERS = 2;
  private static final int GATES = 3;

  List<Stage> declare(ParameterPlan plan, String name, Role role, SampleShape shape) {
    SequenceInput input = SequenceInput.declare(plan, name, role, shape, width);
    List<Stage> stages = new ArrayList<>();
    long in = input.channels();
    for (int k = 0; k < LAYERS; k++) {
      List<Parameter> weights = weights(plan, name + ".gru.%s_l" + k, role, in);
      boolean isFirst = k == 0;
      stages.add(
          new Stage(
              "layer" + (k + 1),
              width,
              (x, mode) -> forward(isFirst ? input.reading().apply(x) : x, weights),
              (x, body) -> script(isFirst ? input.script().write(x, body) : x, weights, body)));
      in = width;
    }
    return stages;
  }

  private List<Parameter> weights(ParameterPlan plan, String names, Role role, long in) {
    var uniform = new Initialization.FanIn(width);
    long rows = GATES * width;
    return List.of(
        plan.trained(names.formatted("weight_ih"), role, uniform, rows, in),
        plan.trained(names.formatted("weight_hh"), role, uniform, rows, width),
        plan.trained(names.formatted("bias_ih"), role, uniform, rows),
        plan.trained(names.formatted("bias_hh"), role, uniform, rows));
  }

  private static Activation forward(Activation x, List<Parameter> weights) {
    Tensor steps = x.values().permute(0, 2, 1);
    List<Tensor> values = weights.stream().map(Parameter::value).toList();
    return x.with(Functional.gru(steps, values).permute(0, 2, 1));
  }

  private ScriptActivation script(ScriptActivation x, List<Parameter> weights, ScriptBody body) {
    String start = "torch.zeros([1, %1$s.size(0), %2$d], dtype=%1$s.dtype, device=%1$s.device)";
    String states =
        "torch.gru(%s, %s, %s, True, 1, 0., False, False, True)[0]"
            .formatted(
                ScriptText.stepsAndChannelsSwapped(x.values()),
                start.formatted(x.values(), width),
                weights.stream().map(Parameter::script).toList());
    return x.with(ScriptText.stepsAndChannelsSwapped(states), body);
  }
}
