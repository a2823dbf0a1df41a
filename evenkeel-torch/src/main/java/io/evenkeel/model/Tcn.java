package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A temporal convolutional network (after Bai et al., 2018) for sequences and texts: block1 …
 * block4 of two convolutions of 3 steps each, dilated by 1, 2, 4, 8, and a way past them.
 *
 * <p>A block gives ReLU(norm2(conv2(ReLU(norm1(conv1(x))))) + x), x through a convolution of one
 * step where the channels differ. The convolutions look as far ahead as back (not causal) and keep
 * the count of steps; norms are layer norms over the channels of a step, so that neither other
 * samples nor padding have a part in them. There is no dropout.
 *
 * @param width the channels of block1 and block2; the others have twice as many
 */
record Tcn(long width) {
  private static final int KERNEL = 3;

  List<Stage> declare(ParameterPlan plan, String name, Role role, SampleShape shape) {
    SequenceInput input = SequenceInput.declare(plan, name, role, shape, width);
    List<Stage> stages = new ArrayList<>();
    long in = input.channels();
    for (int k = 0; k < 4; k++) {
      long out = k < 2 ? width : 2 * width;
      String stage = "block" + (k + 1);
      Block block = Block.declare(plan, name + "." + stage, role, in, out, 1 << k);
      boolean isFirst = k == 0;
      stages.add(
          new Stage(
              stage,
              out,
              (x, mode) -> block.forward(isFirst ? input.reading().apply(x) : x),
              (x, body) -> block.script(isFirst ? input.script().write(x, body) : x, body)));
      in = out;
    }
    return stages;
  }

  private record Block(
      Convolution conv1,
      LayerNorm norm1,
      Convolution conv2,
      LayerNorm norm2,
      Optional<Convolution> downsample) {

    static Block declare(
        ParameterPlan plan, String name, Role role, long in, long out, int dilation) {
      Window dilated = Window.overSequence(new Span(KERNEL, 1, dilation, dilation));
      return new Block(
          Convolution.declare(plan, name + ".conv1", role, in, out, dilated),
          LayerNorm.declare(plan, name + ".norm1", role, out),
          Convolution.declare(plan, name + ".conv2", role, out, out, dilated),
          LayerNorm.declare(plan, name + ".norm2", role, out),
          in == out
              ? Optional.empty()
              : Optional.of(
                  Convolution.declare(
                      plan,
                      name + ".downsample",
                      role,
                      in,
                      out,
                      Window.overSequence(new Span(1, 1, 0)))));
    }

    Activation forward(Activation x) {
      Activation hidden = x.with(Functional.relu_(normalized(norm1, conv1.forward(x.values()))));
      Tensor change = normalized(norm2, conv2.forward(hidden.values()));
      Tensor past = downsample.map(d -> d.forward(x.values())).orElse(x.values());
      return x.with(Functional.relu_(change.plus(past)));
    }

    ScriptActivation script(ScriptActivation x, ScriptBody body) {
      ScriptActivation hidden =
          x.with(ScriptText.relu(normalized(norm1, conv1.script(x.values()))), body);
      String change = normalized(norm2, conv2.script(hidden.values()));
      String past = downsample.map(d -> d.script(x.values())).orElse(x.values());
      return x.with(ScriptText.relu(change + " + " + past), body);
    }

    private static String normalized(LayerNorm norm, String sequence) {
      return ScriptText.stepsAndChannelsSwapped(
          norm.script(ScriptText.stepsAndChannelsSwapped(sequence)));
    }

    private static Tensor normalized(LayerNorm norm, Tensor sequence) {
      return norm.forward(sequence.permute(0, 2, 1)).permute(0, 2, 1);
    }
  }
}
