package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.ModelSpec;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What sets a kind of encoder apart beside its stages.
 *
 * @param input what it takes
 * @param first the tensor that sees the input first, behind the encoder's name
 * @param head the linear layer after the last stage, as its publisher names it behind the encoder's
 *     name; "" where it has a name of our own
 */
record EncoderTraits(EncoderInput input, FirstTensor first, String head) {

  /**
   * A tensor that is as long as the input has channels.
   *
   * @param name behind the encoder's name; "" where none tells the input's channels
   * @param channelsAt in which dimension
   */
  record FirstTensor(String name, int channelsAt) {}

  private static final FirstTensor NONE = new FirstTensor("", 0);

  static EncoderTraits of(ModelSpec.Encoder kind) {
    return switch (kind) {
      case MLP -> new EncoderTraits(EncoderInput.VECTORS, new FirstTensor("norm.weight", 0), "");
      case SMALL_CNN ->
          new EncoderTraits(EncoderInput.IMAGES, new FirstTensor("norm.weight", 0), "");
      case RESNET18, RESNET34, RESNET50 ->
          new EncoderTraits(EncoderInput.IMAGES, new FirstTensor("conv1.weight", 1), "fc");
      case R3D18 ->
          new EncoderTraits(EncoderInput.CLIPS, new FirstTensor("stem.0.weight", 1), "fc");
      case I3D ->
          new EncoderTraits(
              EncoderInput.LONG_CLIPS,
              new FirstTensor("Conv3d_1a_7x7.conv3d.weight", 1),
              "logits.conv3d");
      case TCN, TRANSFORMER, GRU -> new EncoderTraits(EncoderInput.STEPS, NONE, "");
      case SCRIPT -> new EncoderTraits(EncoderInput.ANYTHING, NONE, "");
    };
  }

  /** The name of the head of a modality's branch. */
  String headName(Modality modality) {
    return head.isEmpty() ? "heads." + modality : "encoders." + modality + "." + head;
  }

  /** Whether a tensor belongs to the head of an encoder as published, behind the encoder's name. */
  static boolean isOfPublishedHead(String name) {
    return published().anyMatch(traits -> name.startsWith(traits.head() + "."));
  }

  /** Whether it holds the kernels of an encoder's first convolution. */
  static boolean isFirstConvolution(String name) {
    return published().anyMatch(traits -> name.equals(traits.first().name()));
  }

  private static Stream<EncoderTraits> published() {
    return Arrays.stream(ModelSpec.Encoder.values())
        .filter(ModelSpec.Encoder::isPublished)
        .map(EncoderTraits::of);
  }

  /** The head, its weights drawn as the encoder's publisher draws them. */
  static Linear declareHead(
      ParameterPlan plan, ModelSpec.Encoder kind, Modality modality, long features, int classes) {
    String name = of(kind).headName(modality);
    Role role = new Role.Main(modality);
    return switch (kind) {
      case MLP, SMALL_CNN, RESNET18, RESNET34, RESNET50, TCN, TRANSFORMER, GRU, SCRIPT ->
          Linear.declare(plan, name, role, features, classes);
      case R3D18 -> Linear.declareNormal(plan, name, role, features, classes);
      case I3D -> Linear.declarePointwise(plan, name, role, features, classes);
    };
  }

  /** Throws where samples of a shape do not fit; {@code key} says which encoder that is. */
  void require(String key, ModelSpec.Encoder kind, Modality modality, SampleShape shape) {
    if (!input.takes(shape)) {
      throw new BadInputException(
          key,
          kind.key()
              + " on modality "
              + modality
              + " of shape "
              + shape.dims()
              + EncoderInput.contentOf(shape),
          input.expected());
    }
  }

  /** A shape that fits, with the channels that the encoder's first tensor tells. */
  SampleShape example(int channels) {
    Integer[] dims = new Integer[1 + input.directions()];
    Arrays.fill(dims, 32);
    dims[0] = channels;
    return SampleShape.of(dims);
  }
}
