package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.data.SampleShape.Content;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Tensor;
import java.util.function.UnaryOperator;

/**
 * How the samples of a modality come to an encoder of sequences.
 *
 * @param channels how many it gives
 * @param reading from a batch as it is read to (batch, channels, steps) with the mask of its
 *     padding
 * @param script the same in TorchScript
 */
record SequenceInput(long channels, UnaryOperator<Activation> reading, Stage.Script script) {

  /**
   * Sequences as they are, the bands of a sound as channels; of texts the embedding of every token
   * in so many channels.
   */
  static SequenceInput declare(
      ParameterPlan plan, String name, Role role, SampleShape shape, long embedded) {
    if (EncoderInput.isSound(shape)) {
      return new SequenceInput(
          shape.dims().get(1),
          x -> bands(x.values()),
          (x, body) -> ScriptActivation.of(body.let("torch.squeeze(" + x.values() + ", 1)")));
    }
    long channels = shape.dims().get(0);
    if (shape.content() instanceof Content.Tokens tokens) {
      Embedding embedding =
          Embedding.declare(plan, name + ".embedding", role, tokens.vocabulary(), embedded);
      return new SequenceInput(
          embedded,
          text -> embedded(embedding, text.values()),
          (text, body) -> embedded(embedding, text.values(), body));
    }
    if (shape.content() instanceof Content.Masked) {
      return new SequenceInput(
          channels - 1,
          x -> split(x.values(), channels - 1),
          (x, body) -> split(x.values(), channels - 1, body));
    }
    return new SequenceInput(channels, x -> x, (x, body) -> x);
  }

  private static Activation bands(Tensor sounds) {
    long[] shape = sounds.shape();
    return Activation.of(sounds.view(shape[0], shape[2], shape[3]));
  }

  private static Activation embedded(Embedding embedding, Tensor tokens) {
    long[] shape = tokens.shape();
    Tensor vectors = embedding.forward(tokens).permute(0, 2, 1);
    return Activation.masked(vectors, tokens.above(0.5).view(shape[0], 1, shape[1]));
  }

  private static Activation split(Tensor sequence, long channels) {
    return Activation.masked(
        sequence.columns(0, channels), sequence.columns(channels, 1).above(0.5));
  }

  private static ScriptActivation embedded(Embedding embedding, String tokens, ScriptBody body) {
    String vectors = body.let(ScriptText.stepsAndChannelsSwapped(embedding.script(tokens)));
    String mask = "torch.unsqueeze(%s > 0.5, 1).to(%s.dtype)".formatted(tokens, vectors);
    return ScriptActivation.masked(vectors, body.let(mask), body);
  }

  private static ScriptActivation split(String sequence, long channels, ScriptBody body) {
    String last = "(%s > 0.5).to(%s.dtype)";
    String mask = last.formatted(ScriptText.columns(sequence, channels, 1), sequence);
    return ScriptActivation.masked(ScriptText.columns(sequence, 0, channels), body.let(mask), body);
  }
}
