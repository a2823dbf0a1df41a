package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.SampleShape;
import io.evenkeel.data.SampleShape.Content;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.EncoderOverride;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.recipe.ModelSpec.Fusion;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.NativeMemory;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An exported module gives what the network gives, for batches of any size. */
class TorchScriptExportTest {
  private static final Content MASKED = new Content.Masked();
  private static final Content TOKENS = new Content.Tokens(7);

  @TempDir Path folder;

  /** Every encoder on every kind of sample that it takes, with one kind of fusion or another. */
  static Stream<Arguments> encoders() {
    SampleShape table = new SampleShape(List.of(4), new Content.Categories(List.of(3, 5)));
    SampleShape categories = new SampleShape(List.of(2), new Content.Categories(List.of(3, 9)));
    SampleShape image = SampleShape.of(3, 40, 40);
    SampleShape smaller = SampleShape.of(1, 32, 36);
    List<Arguments> all =
        new ArrayList<>(
            List.of(
                Arguments.of(Encoder.MLP, Kind.MMTM, List.of(SampleShape.of(5), table)),
                Arguments.of(Encoder.MLP, Kind.FILM, List.of(table, categories)),
                Arguments.of(Encoder.SMALL_CNN, Kind.MMTM, List.of(image, smaller)),
                Arguments.of(Encoder.RESNET18, Kind.FILM, List.of(image, smaller)),
                Arguments.of(Encoder.RESNET34, Kind.MMTM, List.of(image, smaller)),
                Arguments.of(Encoder.RESNET50, Kind.GATED, List.of(image, smaller)),
                Arguments.of(
                    Encoder.R3D18,
                    Kind.MMTM,
                    List.of(SampleShape.of(3, 5, 20, 24), SampleShape.of(1, 6, 18, 17))),
                Arguments.of(
                    Encoder.I3D,
                    Kind.MMTM,
                    List.of(SampleShape.of(3, 18, 36, 37), SampleShape.of(1, 9, 33, 40)))));
    for (Encoder encoder : List.of(Encoder.TCN, Encoder.TRANSFORMER, Encoder.GRU)) {
      SampleShape sequence = SampleShape.of(3, 6);
      SampleShape sound = SampleShape.of(1, 5, 7);
      SampleShape masked = new SampleShape(List.of(4, 9), MASKED);
      SampleShape text = new SampleShape(List.of(8), TOKENS);
      all.add(Arguments.of(encoder, Kind.MMTM, List.of(masked, text)));
      all.add(Arguments.of(encoder, Kind.FILM, List.of(masked, sequence)));
      all.add(Arguments.of(encoder, Kind.CONCAT, List.of(text, sound)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyEncoderGivesTheSameLogits(Encoder encoder, Kind kind, List<SampleShape> shapes) {
    ModelSpec spec =
        ModelSpec.of(encoder, new Fusion(kind, encoder.fusedAfter(), 4))
            .withWidth(encoder == Encoder.MLP ? 16 : 4);
    // No identifier of TorchScript.
    var names = List.of(new Modality("rear-view"), new Modality("front"));
    try (var network =
        MultimodalNetwork.create(spec, new PerModality<>(names, shapes), 6, new Seed(3))) {
      trainOneStep(network);
      if (encoder == Encoder.I3D) {
        // One step has hardly moved its statistics: logits would not depend on the clips.
        SmallVideos.settle(network);
      }
      assertTheExportGivesTheSame(network);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfFusionOfSixEncodersGivesTheSameLogits(Kind kind) {
    try (var network = MixedModalities.network(6, kind, Precision.FLOAT32, 1)) {
      trainOneStep(network);
      assertTheExportGivesTheSame(network);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneModalityAloneGivesTheSameLogits(Kind kind) {
    try (var network = SmallNetworks.vectors(1, 2, kind)) {
      assertTheExportGivesTheSame(network);
    }
  }

  @ParameterizedTest
  @EnumSource
  void modalitiesMayBeCalledWhatTorchScriptKeepsForItself(Kind kind) {
    var names = Stream.of("global", "training", "torch", "in").map(Modality::new).toList();
    ModelSpec spec =
        ModelSpec.of(Encoder.MLP, new Fusion(kind, Encoder.MLP.fusedAfter(), 4)).withWidth(4);
    try (var network =
            MultimodalNetwork.create(
                spec, PerModality.of(names, m -> SampleShape.of(3)), 4, new Seed(3));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      ScriptModule module = export(network, PredictionRule.MEAN);
      var inputs = SmallNetworks.inputs(network, 3, 9);

      assertSame(module.forward(inputs.values()), network.evaluate(inputs));
      assertThat(module.tensors())
          .containsKeys("encoders.Global.hidden1.weight", "encoders.Training.hidden1.weight")
          .doesNotContainKey("encoders.global.hidden1.weight");
    }
  }

  @Test
  void fusionStandsWhereEachBranchHasIt() {
    ModelSpec spec =
        ModelSpec.resnet18()
            .withWidth(4)
            .withFusion(Fusion.mmtm(List.of("layer1", "layer4"), 4))
            .withEncoders(
                Map.of(
                    "signs", EncoderOverride.of(Encoder.MLP),
                    "notes",
                        EncoderOverride.of(Encoder.TCN).withAfter(List.of("block1", "block2"))));
    var shapes =
        new PerModality<>(
            List.of(new Modality("front"), new Modality("signs"), new Modality("notes")),
            List.of(
                SampleShape.of(3, 40, 40), SampleShape.of(5), new SampleShape(List.of(6), TOKENS)));
    try (var network = MultimodalNetwork.create(spec, shapes, 6, new Seed(3))) {
      trainOneStep(network);
      assertTheExportGivesTheSame(network);
    }
  }

  @Test
  void branchesAreHeardByTheirCertaintyWhereTheMethodSaysSo() {
    try (var network = SmallNetworks.vectors(3, 2, Kind.NONE);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // So that certainties differ.
      network.head(network.modalities().get(1)).get(0).value().multiply_(30);
      ScriptModule module = export(network, PredictionRule.BY_CERTAINTY);

      for (int batch : new int[] {1, 5}) {
        var inputs = SmallNetworks.inputs(network, batch, 9);
        var logits = network.evaluate(inputs);
        double[] expected = Loss.prediction(PredictionRule.BY_CERTAINTY.heard(logits)).toDoubles();

        List<Tensor> outputs = module.forward(inputs.values());

        assertThat(outputs.get(0).toDoubles()).containsExactly(expected, within(1e-5));
        assertThat(expected[0]).isNotCloseTo(Loss.prediction(logits).toDoubles()[0], within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCN", "TRANSFORMER", "GRU"})
  void sequencesMayBeLongerAndAllPadding(Encoder encoder) {
    ModelSpec spec =
        ModelSpec.of(encoder, new Fusion(Kind.FILM, encoder.fusedAfter(), 4)).withWidth(4);
    var names = List.of(new Modality("a"), new Modality("b"));
    try (var network = MultimodalNetwork.create(spec, sequences(names, 5), 4, new Seed(3));
        var longer = MultimodalNetwork.create(spec, sequences(names, 11), 4, new Seed(3));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      ScriptModule module = export(network, PredictionRule.MEAN);
      var inputs = SmallNetworks.inputs(longer, 3, 2);
      var nothing = inputs.map(x -> x.times(0));

      assertSame(module.forward(inputs.values()), longer.evaluate(inputs));
      assertSame(module.forward(nothing.values()), longer.evaluate(nothing));
    }
  }

  @Test
  void tokensMayBeWholeNumbers() {
    var names = List.of(new Modality("a"), new Modality("b"));
    try (var network =
            MultimodalNetwork.create(
                ModelSpec.of(Encoder.GRU, Fusion.mmtm(Encoder.GRU.fusedAfter(), 4)).withWidth(4),
                sequences(names, 5),
                4,
                new Seed(3));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var inputs = SmallNetworks.inputs(network, 3, 2);
      Tensor tokens = inputs.values().get(1).toIndices(7);

      assertSame(
          export(network, PredictionRule.MEAN).forward(List.of(inputs.values().get(0), tokens)),
          network.evaluate(inputs));
    }
  }

  @Test
  void onlyBranchesOfModalitiesThatASampleHasPredict() {
    try (var network = SmallNetworks.vectors(3, 2);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var inputs = SmallNetworks.inputs(network, 3, 9);
      float[] present = {1, 1, 1, 0, 1, 1, 0, 0, 0};
      List<Tensor> arguments = new ArrayList<>(inputs.values());
      arguments.add(Tensor.of(present, 3, 3));

      List<Tensor> outputs = export(network, PredictionRule.MEAN).forward(arguments);

      double[] prediction = outputs.get(0).toDoubles();
      List<double[]> logits = outputs.subList(1, 4).stream().map(Tensor::toDoubles).toList();
      for (int c = 0; c < 4; c++) {
        double first = logits.get(0)[c] + logits.get(1)[c] + logits.get(2)[c];
        double second = logits.get(1)[4 + c] + logits.get(2)[4 + c];
        double none = logits.get(0)[8 + c] + logits.get(1)[8 + c] + logits.get(2)[8 + c];
        assertThat(prediction[c]).isCloseTo(first / 3, within(1e-6));
        assertThat(prediction[4 + c]).isCloseTo(second / 2, within(1e-6));
        assertThat(prediction[8 + c]).isCloseTo(none / 3, within(1e-6));
      }
    }
  }

  @Test
  void whatAModuleGivesAndHoldsLivesAsLongAsItsOwnerKeepsIt() {
    try (var network = SmallNetworks.vectors(2, 2);
        Scope whole = Scope.open();
        Owner owner = new Owner();
        Gradients off = Gradients.off()) {
      ScriptModule module = export(network, PredictionRule.MEAN);
      var inputs = SmallNetworks.inputs(network, 3, 9);
      List<Tensor> kept = new ArrayList<>();
      List<double[]> given = new ArrayList<>();
      try (Scope scope = Scope.open()) {
        module.forward(inputs.values()).forEach(output -> kept.add(owner.keep(output)));
        module.tensors().values().forEach(tensor -> kept.add(owner.keep(tensor)));
        kept.forEach(tensor -> given.add(tensor.toDoubles()));
      }
      for (int k = 0; k < 50; k++) {
        try (Scope scope = Scope.open()) {
          double times = k;
          module.forward(inputs.map(x -> x.times(times)).values());
          module.tensors();
        }
      }

      for (int k = 0; k < given.size(); k++) {
        assertThat(kept.get(k).toDoubles()).isEqualTo(given.get(k));
      }
    }
  }

  @Test
  void exportsLeaveNoNativeMemoryBehind() throws InterruptedException {
    Path weights = folder.resolve("best.safetensors");
    Path script = folder.resolve("export.pt");
    try (var network = MixedModalities.network(5, Kind.FILM, Precision.FLOAT32, 1)) {
      network.save(weights);
      TrainedNetwork.of(weights).exportTorchScript(script, PredictionRule.MEAN);
      NativeMemory.collectGarbage();
      long objects = NativeMemory.objects();
      for (int k = 0; k < 3; k++) {
        TrainedNetwork.of(weights).exportTorchScript(script, PredictionRule.MEAN);
      }
      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(objects);
    }
  }

  private static PerModality<SampleShape> sequences(List<Modality> names, int steps) {
    return new PerModality<>(
        names,
        List.of(
            new SampleShape(List.of(3, steps), MASKED), new SampleShape(List.of(steps), TOKENS)));
  }

  /** So that running statistics and weights are not those of the start. */
  private static void trainOneStep(MultimodalNetwork network) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      network.train(SmallNetworks.inputs(network, 8, 1), new StepPlan.Regular());
    }
  }

  /** In the scope that is open. */
  private ScriptModule export(MultimodalNetwork network, PredictionRule rule) {
    Path weights = folder.resolve("best.safetensors");
    Path script = folder.resolve("export.pt");
    network.save(weights);
    TrainedNetwork.of(weights).exportTorchScript(script, rule);
    return ScriptModule.load(script);
  }

  private void assertTheExportGivesTheSame(MultimodalNetwork network) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      ScriptModule exported = export(network, PredictionRule.MEAN);
      for (int batch : new int[] {1, 5}) {
        var inputs = SmallNetworks.inputs(network, batch, 9);
        assertSame(exported.forward(inputs.values()), network.evaluate(inputs));
      }
      network
          .evaluate(SmallNetworks.inputs(network, 5, 9))
          .forEach((modality, logits) -> assertThat(spread(logits)).isGreaterThan(1e-4));
      assertThat(exported.tensors().keySet())
          .containsExactlyInAnyOrderElementsOf(
              Safetensors.read(folder.resolve("best.safetensors")).stream()
                  .map(NamedArray::name)
                  .toList());
    }
  }

  /** How far apart the samples of a batch are in the first logit. */
  private static double spread(Tensor logits) {
    double[] first = logits.columns(0, 1).toDoubles();
    var summary = Arrays.stream(first).summaryStatistics();
    return summary.getMax() - summary.getMin();
  }

  private static void assertSame(List<Tensor> outputs, PerModality<Tensor> logits) {
    assertThat(outputs).hasSize(1 + logits.size());
    assertThat(outputs.get(0).toDoubles())
        .containsExactly(Loss.prediction(logits).toDoubles(), within(1e-5));
    for (int k = 0; k < logits.size(); k++) {
      assertThat(outputs.get(k + 1).toDoubles())
          .containsExactly(logits.values().get(k).toDoubles(), within(1e-5));
    }
  }
}
