package io.evenkeel.recipe;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.recipe.ModelSpec.PretrainedChannels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The encoder of one modality.
 *
 * @param encoder its kind
 * @param width the channels of its first stage; absent takes the kind's own
 * @param after the stages after which a fusion module stands, in order
 * @param pretrained a file of weights that it begins with; absent draws them
 * @param pretrainedChannels what is done where the modality has not as many channels as those
 *     weights were trained on
 * @param script the TorchScript file of encoder script; absent for every other
 */
public record EncoderSpec(
    Encoder encoder,
    OptionalInt width,
    List<String> after,
    Optional<String> pretrained,
    PretrainedChannels pretrainedChannels,
    Optional<String> script) {
  /** Keeps its own copy of the list. */
  public EncoderSpec {
    after = List.copyOf(after);
  }

  /** Checks that its parts go together; {@code group} stands before the keys in messages. */
  void require(String group) {
    width.ifPresent(w -> Keys.between(group + "width", w, 1, 4096));
    if (pretrained.isPresent() && !encoder.isPublished()) {
      throw new BadInputException(
          group + "pretrained",
          pretrained.get() + " for encoder " + encoder.key(),
          "encoder resnet18, resnet34, resnet50, r3d18 or i3d, of which there are such weights");
    }
    if (script.isPresent() != (encoder == Encoder.SCRIPT)) {
      throw new BadInputException(
          group + "script",
          script.orElse("none") + " for encoder " + encoder.key(),
          script.isPresent() ? "encoder script" : "the TorchScript file of encoder script");
    }
  }
}
