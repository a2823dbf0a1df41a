package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two layers of a Transformer encoder (Vaswani et al., 2017), layer1 and layer2, for sequences and
 * texts.
 *
 * <p>Every step is brought to {@code width} channels (a linear layer; of a text the embedding of
 * the token) and sines and cosines of its position are added. Each layer is {@code
 * torch.nn.TransformerEncoderLayer} with norms before attention and feed-forward (norm_first),
 * which trains without a warm-up, and without dropout; the last ends in a layer norm. No step
 * attends to padding.
 *
 * @param width the channels; attention has as many heads as divide it of 4, 2 and 1, and the
 *     feed-forward part 4·width channels within
 */
record Transformer(long width) {
  private static final int LAYERS = 2;

  List<Stage> declare(ParameterPlan plan, String name, Role role, SampleShape shape) {
    SequenceInput input = SequenceInput.declare(plan, name, role, shape, width);
    Optional<Linear> projection =
        shape.content() instanceof SampleShape.Content.Tokens
            ? Optional.empty()
            : Optional.of(Linear.declare(plan, name + ".input", role, input.channels(), width));
    List<Layer> layers = new ArrayList<>();
    for (int k = 1; k <= LAYERS; k++) {
      layers.add(Layer.declare(plan, name + ".layer" + k, role, width));
    }
    LayerNorm norm = LayerNorm.declare(plan, name + ".norm", role, width);
    return List.of(
        new Stage(
            "layer1",
            width,
            (raw, mode) -> {
              Activation read = input.reading().apply(raw);
              Tensor steps = read.values().permute(0, 2, 1);
              Tensor embedded = projection.map(linear -> linear.forward(steps)).orElse(steps);
              Tensor placed = embedded.plus(Positions.of(embedded));
              return read.with(layers.get(0).forward(placed, read).permute(0, 2, 1));
            },
            (raw, body) -> {
              ScriptActivation read = input.script().write(raw, body);
              String steps = ScriptText.stepsAndChannelsSwapped(read.values());
              String embedded = body.let(projection.map(p -> p.script(steps)).orElse(steps));
              String placed = body.let(embedded + " + " + Positions.script(embedded, body));
              String last = layers.get(0).script(placed, read, body);
              return read.with(ScriptText.stepsAndChannelsSwapped(last), body);
            }),
        new Stage(
            "layer2",
            width,
            (x, mode) -> {
              Tensor steps = x.values().permute(0, 2, 1);
              Tensor last = norm.forward(layers.get(1).forward(steps, x));
              return x.with(last.permute(0, 2, 1));
            },
            (x, body) -> {
              String steps = body.let(ScriptText.stepsAndChannelsSwapped(x.values()));
              String last = norm.script(layers.get(1).script(steps, x, body));
              return x.with(ScriptText.stepsAndChannelsSwapped(last), body);
            }));
  }

  /** What a layer has; everything is (batch, steps, channels) within. */
  private record Layer(
      Attention attention, Linear linear1, Linear linear2, LayerNorm norm1, LayerNorm norm2) {

    static Layer declare(ParameterPlan plan, String name, Role role, long width) {
      return new Layer(
          Attention.declare(plan, name + ".self_attn", role, width),
          Linear.declare(plan, name + ".linear1", role, width, 4 * width),
          Linear.declare(plan, name + ".linear2", role, 4 * width, width),
          LayerNorm.declare(plan, name + ".norm1", role, width),
          LayerNorm.declare(plan, name + ".norm2", role, width));
    }

    /** {@code read} knows what is padding. */
    Tensor forward(Tensor x, Activation read) {
      Tensor attended = x.plus(attention.forward(norm1.forward(x), read.mask()));
      Tensor inner = Functional.relu_(linear1.forward(norm2.forward(attended)));
      return attended.plus(linear2.forward(inner));
    }

    String script(String x, ScriptActivation read, ScriptBody body) {
      String own = body.let(norm1.script(x));
      String attended = body.let(x + " + " + attention.script(own, read.mask(), body));
      String inner = ScriptText.relu(linear1.script(norm2.script(attended)));
      return attended + " + " + linear2.script(inner);
    }
  }
}
