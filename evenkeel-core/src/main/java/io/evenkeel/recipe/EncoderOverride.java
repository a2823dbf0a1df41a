package io.evenkeel.recipe;

import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.recipe.ModelSpec.PretrainedChannels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a recipe says of the encoder of one modality; what is absent follows what it says of all.
 *
 * <p>Where the kind is another than that of all, the places of fusion and the file of weights or
 * script of all would be of no use to it: then absent places are as many of the kind's usual ones,
 * the last, and an absent file is none.
 *
 * @param encoder the kind
 * @param width the channels of the first stage
 * @param after the stages after which a fusion module stands, in order
 * @param pretrained a file of weights to begin with
 * @param pretrainedChannels what is done where the weights are for another number of channels
 * @param script the TorchScript file of encoder script
 */
public record EncoderOverride(
    Optional<Encoder> encoder,
    OptionalInt width,
    Optional<List<String>> after,
    Optional<String> pretrained,
    Optional<PretrainedChannels> pretrainedChannels,
    Optional<String> script) {
  /** Keeps its own copy of the list. */
  public EncoderOverride {
    after = after.map(List::copyOf);
  }

  /** Nothing said. */
  public static EncoderOverride none() {
    return new EncoderOverride(
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Another kind, and nothing else. */
  public static EncoderOverride of(Encoder encoder) {
    return new EncoderOverride(
        Optional.of(encoder),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, of another width. */
  public EncoderOverride withWidth(int newWidth) {
    return new EncoderOverride(
        encoder, OptionalInt.of(newWidth), after, pretrained, pretrainedChannels, script);
  }

  /** The same, fused after other stages. */
  public EncoderOverride withAfter(List<String> newAfter) {
    return new EncoderOverride(
        encoder, width, Optional.of(newAfter), pretrained, pretrainedChannels, script);
  }

  /** The same with a TorchScript file. */
  public EncoderOverride withScript(String newScript) {
    return new EncoderOverride(
        encoder, width, after, pretrained, pretrainedChannels, Optional.of(newScript));
  }

  EncoderSpec over(EncoderSpec all) {
    Encoder kind = encoder.orElse(all.encoder());
    boolean same = kind == all.encoder();
    return new EncoderSpec(
        kind,
        width.isPresent() ? width : all.width(),
        after.orElseGet(() -> same ? all.after() : usual(kind, all.after().size())),
        pretrained.or(() -> same ? all.pretrained() : Optional.empty()),
        pretrainedChannels.orElse(all.pretrainedChannels()),
        script.or(() -> same ? all.script() : Optional.empty()));
  }

  private static List<String> usual(Encoder kind, int count) {
    List<String> places = kind.fusedAfter();
    return places.subList(Math.max(0, places.size() - count), places.size());
  }
}
