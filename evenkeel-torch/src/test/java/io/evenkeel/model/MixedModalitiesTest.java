package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.data.SampleShape;
import io.evenkeel.data.SampleShape.Content;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.EncoderOverride;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.recipe.ModelSpec.Fusion;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.NativeMemory;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two to six modalities of different kinds, each with an encoder of its own. */
class MixedModalitiesTest {
  private static final long[] LABELS = {0, 1, 2, 3};

  static List<Arguments> networks() {
    return IntStream.rangeClosed(2, 6)
        .boxed()
        .flatMap(n -> Stream.of(Kind.values()).map(kind -> Arguments.of(n, kind)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyEncoderAndEveryMessageGetsAGradient(int modalities, Kind kind) {
    try (var network = MixedModalities.network(modalities, kind, Precision.FLOAT32, 1)) {
      step(network, new StepPlan.Regular());

      var norms = network.buffers().squaredNorms();
      for (Modality modality : network.modalities()) {
        assertThat(norms.get(new Role.Main(modality)).gradient()).as("%s", modality).isPositive();
        if (kind != Kind.NONE) {
          assertThat(norms.get(new Role.Bypass(modality)).gradient()).isPositive();
        }
      }
    }
  }

  /** Encoders of sequences have no batch norm, and one modality alone no fusion that has. */
  @ParameterizedTest
  @EnumSource(
      value = Encoder.class,
      names = {"TCN", "GRU", "TRANSFORMER"})
  void aNetworkWithoutStatisticsIsKeptAndRestored(Encoder encoder) {
    var alone = PerModality.of(List.of(new Modality("alone")), m -> SampleShape.of(2, 6));
    ModelSpec spec = ModelSpec.of(encoder, new Fusion(Kind.NONE, List.of(), 4));
    try (var network = MultimodalNetwork.create(spec, alone, 3, new Seed(1));
        var other = MultimodalNetwork.create(spec, alone, 3, new Seed(2))) {
      NetworkState state = network.state();
      assertThat(state.statistics()).isEmpty();
      other.restore(state);
      assertThat(other.state().values()).containsExactly(network.state().values());
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void cutOffBranchesSeeTheirOwnInputAlone(int modalities, Kind kind) {
    try (var network = MixedModalities.network(modalities, kind, Precision.FLOAT32, 1);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var inputs = SmallNetworks.inputs(network, 4, 7);
      var others = SmallNetworks.inputs(network, 4, 8);
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(inputs, recorder);
      Modality own = network.modalities().get(1);
      var mixed = others.mapWithModality((m, x) -> m.equals(own) ? inputs.get(m) : x);

      double[] first = network.contrast(inputs, recorder.means()).isolated().get(own).toDoubles();
      double[] second = network.contrast(mixed, recorder.means()).isolated().get(own).toDoubles();

      assertThat(second).containsExactly(first);
    }
  }

  private static double step(MultimodalNetwork network, StepPlan plan) {
    try (Scope scope = Scope.open()) {
      Tensor loss =
          Loss.of(network.train(SmallNetworks.inputs(network, 4, 5), plan), Tensor.of(LABELS));
      network.buffers().backward(loss);
      try (Gradients off = Gradients.off()) {
        network.buffers().values().add_(network.buffers().gradients(), -0.05);
      }
      return loss.item();
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    float[][] values = new float[3][];
    for (int run = 0; run < 3; run++) {
      try (var network =
          MixedModalities.network(6, Kind.MMTM, Precision.FLOAT32, run == 2 ? 2 : 1)) {
        step(network, new StepPlan.Regular());
        step(network, new StepPlan.Rebalance(MixedModalities.TEXT));
        values[run] = network.state().values();
      }
    }
    assertThat(values[1]).isEqualTo(values[0]);
    assertThat(values[2]).isNotEqualTo(values[0]);
  }

  @Test
  void stepsLowerTheLossAndLeaveNoNativeMemoryBehind() {
    try (var network = MixedModalities.network(6, Kind.MMTM, Precision.FLOAT32, 1)) {
      double first = step(network, new StepPlan.Regular());
      long objects = NativeMemory.objects();
      double last = first;
      for (int k = 0; k < 20; k++) {
        last = step(network, new StepPlan.Regular());
      }
      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(objects);
      assertThat(last).isLessThan(0.9 * first);
    }
  }

  @Test
  void absentModalitiesWhichAreZerosGiveFiniteLogitsAndGradients() {
    try (var network = MixedModalities.network(6, Kind.FILM, Precision.FLOAT32, 1);
        Scope scope = Scope.open()) {
      var zeros = SmallNetworks.inputs(network, 4, 5).map(x -> x.times(0));
      Tensor loss = Loss.of(network.train(zeros, new StepPlan.Regular()), Tensor.of(LABELS));
      network.buffers().backward(loss);

      assertThat(loss.item()).isFinite();
      assertThat(network.buffers().gradients().dot(network.buffers().gradients()).item())
          .isFinite()
          .isPositive();
    }
  }

  @Test
  void indicesThatNoiseHasMadeAreTakenForTheNearest() {
    SampleShape shape = new SampleShape(List.of(3), new Content.Tokens(4));
    try (var network = one(Encoder.GRU, shape);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor noisy = Tensor.of(new float[] {1.2f, 2.9f, 17}, 1, 3);
      Tensor nearest = Tensor.of(new float[] {1, 3, 3}, 1, 3);

      assertThat(logits(network, noisy)).containsExactly(logits(network, nearest));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCN", "TRANSFORMER", "GRU"})
  void theBandsOfASoundAreTheChannelsOfASequence(Encoder encoder) {
    try (var sound = one(encoder, SampleShape.of(1, 3, 6));
        var sequence = one(encoder, SampleShape.of(3, 6));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor input = SmallNetworks.inputs(sequence, 2, 1).values().get(0);

      assertThat(logits(sound, input.view(2, 1, 3, 6))).containsExactly(logits(sequence, input));
    }
  }

  private static double[] logits(MultimodalNetwork network, Tensor input) {
    return network
        .evaluate(PerModality.of(network.modalities(), m -> input))
        .values()
        .get(0)
        .toDoubles();
  }

  private static MultimodalNetwork one(Encoder encoder, SampleShape shape) {
    return MultimodalNetwork.create(
        ModelSpec.of(encoder, Fusion.mmtm(encoder.fusedAfter(), 4)).withWidth(4),
        PerModality.of(List.of(new Modality("x")), m -> shape),
        5,
        new Seed(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRU | 4 | values | gru on modality x of shape [4]; expected sequences of [channels, steps],"
            + " sounds of [1, bands, steps] or texts of [tokens]",
        "TCN | 1 9 | masked | tcn on modality x of shape [1, 9] (with a mask); expected sequences of"
            + " [channels, steps], sounds of [1, bands, steps] or texts of [tokens]",
        "TRANSFORMER | 4 9 | tokens | transformer on modality x of shape [4, 9] (tokens); expected"
            + " sequences of [channels, steps], sounds of [1, bands, steps] or texts of [tokens]",
        "MLP | 9 | tokens | mlp on modality x of shape [9] (tokens); expected vectors of"
            + " [features], numbers or categories",
        "MLP | 1 | categories | mlp on modality x of shape [1] (with categories); expected vectors"
            + " of [features], numbers or categories",
        "SMALL_CNN | 3 9 | masked | small-cnn on modality x of shape [3, 9] (with a mask); expected"
            + " images of [channels, height, width]",
        "RESNET50 | 3 9 | values | resnet50 on modality x of shape [3, 9]; expected images of"
            + " [channels, height, width]",
      })
  void samplesOfAnotherKindAreRefused(
      Encoder encoder, String dims, String content, String message) {
    SampleShape shape =
        new SampleShape(
            Stream.of(dims.split(" ", -1)).map(Integer::valueOf).toList(),
            switch (content) {
              case "masked" -> new Content.Masked();
              case "tokens" -> new Content.Tokens(4);
              case "categories" -> new Content.Categories(List.of(2, 2));
              default -> new Content.Values();
            });
    assertThatThrownBy(() -> one(encoder, shape))
        .isInstanceOf(BadInputException.class)
        .hasMessage("model.encoder: " + message);
  }

  private static MultimodalNetwork pair(Map<String, EncoderOverride> encoders) {
    return MultimodalNetwork.create(
        ModelSpec.defaults().withWidth(4).withEncoders(encoders),
        new PerModality<>(
            List.of(MixedModalities.IMAGE, MixedModalities.TEXT),
            List.of(SampleShape.of(1, 8, 8), new SampleShape(List.of(5), new Content.Tokens(7)))),
        5,
        new Seed(1));
  }

  @Test
  void whatIsSaidOfOneModalityIsRefusedByItsOwnKey() {
    EncoderOverride gru = EncoderOverride.of(Encoder.GRU);
    pair(Map.of("text", gru)).close();

    assertThatThrownBy(() -> pair(Map.of("text", gru.withAfter(List.of("layer2")))))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "model.encoders.text.after: 1 stages of modality text; expected as many as of modality"
                + " image, 2: a fusion module stands in every branch");
    assertThatThrownBy(() -> pair(Map.of("text", gru.withAfter(List.of("layer1", "conv4")))))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "model.encoders.text.after: conv4; expected one of the stages [layer1, layer2]");
    assertThatThrownBy(() -> pair(Map.of("text", gru.withAfter(List.of("layer2", "layer1")))))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("model.encoders.text.after: layer1 out of order");
    assertThatThrownBy(() -> pair(Map.of("text", EncoderOverride.of(Encoder.MLP))))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("model.encoders.text.encoder: mlp on modality text");
    assertThatThrownBy(() -> pair(Map.of("text", gru, "smell", gru)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("model.encoders.smell: no modality of the data; expected one of [image, text]");
  }

  @Test
  void aModalityAloneLeavesOutWhatIsSaidOfOthers() {
    ModelSpec spec =
        ModelSpec.defaults()
            .withEncoders(
                Map.of(
                    "text",
                    EncoderOverride.of(Encoder.GRU),
                    "image",
                    EncoderOverride.of(Encoder.SMALL_CNN)));
    PerModality<SampleShape> text =
        new PerModality<>(
            List.of(MixedModalities.TEXT),
            List.of(new SampleShape(List.of(5), new Content.Tokens(7))));
    try (MultimodalNetwork alone = MultimodalNetwork.create(spec, text, 5, new Seed(1))) {
      assertThat(alone.modalities()).containsExactly(MixedModalities.TEXT);
    }
  }
}
