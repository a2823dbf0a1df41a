package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainedNetworkTest {
  @TempDir Path folder;

  private static ModelSpec spec(ModelSpec.Encoder encoder) {
    return (switch (encoder) {
          case MLP -> ModelSpec.mlp();
          case SMALL_CNN -> ModelSpec.defaults();
          case RESNET18 -> ModelSpec.resnet18();
          case RESNET34, RESNET50 ->
              ModelSpec.of(encoder, ModelSpec.Fusion.mmtm(encoder.fusedAfter(), 4));
          case R3D18 -> ModelSpec.r3d18();
          case I3D -> ModelSpec.i3d();
          case TCN, TRANSFORMER, GRU, SCRIPT -> throw new IllegalArgumentException();
        })
        .withWidth(4);
  }

  private static MultimodalNetwork network(ModelSpec.Encoder encoder) {
    var shapes =
        new PerModality<>(
            // No identifier of TorchScript.
            List.of(new Modality("rear-view"), new Modality("front")),
            switch (encoder) {
              case MLP -> List.of(SampleShape.of(5), SampleShape.of(3));
              case SMALL_CNN, RESNET18, RESNET34, RESNET50 ->
                  List.of(SampleShape.of(3, 40, 40), SampleShape.of(1, 32, 36));
              case R3D18 -> List.of(SampleShape.of(3, 5, 20, 24), SampleShape.of(1, 6, 18, 17));
              case I3D -> List.of(SampleShape.of(3, 18, 36, 37), SampleShape.of(1, 9, 33, 40));
              case TCN, TRANSFORMER, GRU, SCRIPT -> throw new IllegalArgumentException();
            });
    var network = MultimodalNetwork.create(spec(encoder), shapes, 6, new Seed(3));
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // So that the running statistics are not those of the start.
      network.train(SmallNetworks.inputs(network, 8, 1), new StepPlan.Regular());
    }
    if (encoder == ModelSpec.Encoder.I3D) {
      // One step has hardly moved its statistics: logits would not depend on the clips.
      SmallVideos.settle(network);
    }
    return network;
  }

  @Test
  void aFileOpensWithoutTheDataOrTheRecipe() {
    Path weights = folder.resolve("best.safetensors");
    try (var network =
        MixedModalities.network(6, ModelSpec.Fusion.Kind.GATED, Precision.FLOAT32, 1)) {
      try (Scope scope = Scope.open()) {
        network.train(SmallNetworks.inputs(network, 4, 5), new StepPlan.Regular());
      }
      network.save(weights);
      TrainedNetwork trained = TrainedNetwork.of(weights);
      assertThat(trained.modalities()).isEqualTo(network.modalities());
      try (var opened = trained.open()) {
        assertThat(opened.shapes()).isEqualTo(network.shapes());
        assertSameLogits(opened, network);
      }
    }
  }

  private static void assertSameLogits(MultimodalNetwork actual, MultimodalNetwork expected) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var inputs = SmallNetworks.inputs(expected, 3, 9);
      var logits = expected.evaluate(inputs).map(Tensor::toFloats);
      actual.evaluate(inputs).forEach((m, l) -> assertThat(l.toFloats()).isEqualTo(logits.get(m)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MLP", "SMALL_CNN", "RESNET18", "R3D18"})
  void aFileOfAnOlderVersionOpensWithTheRecipe(ModelSpec.Encoder encoder) {
    Path weights = folder.resolve("best.safetensors");
    try (var network = network(encoder)) {
      network.save(weights);
      Safetensors.write(weights, Safetensors.read(weights));
      try (var opened = new TrainedNetwork(spec(encoder), weights).open()) {
        assertSameLogits(opened, network);
      }
    }
    assertThatThrownBy(() -> TrainedNetwork.of(weights))
        .isInstanceOf(BadInputException.class)
        .hasMessage(weights + ": no metadata network; expected weights of this version");
  }

  @Test
  void aDescriptionThatIsNoneIsRefused() {
    Path weights = folder.resolve("best.safetensors");
    for (String text : List.of("", "{", "{}", "[1]", "{\"modalities\": [{\"name\": \"a\"}]}")) {
      Safetensors.write(weights, new Safetensors.Content(Map.of("network", text), List.of()));

      assertThatThrownBy(() -> TrainedNetwork.of(weights))
          .as(text)
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              weights
                  + ", metadata network: no description of a network; expected that of a file of"
                  + " evenkeel");
    }
  }

  @Test
  void theExportedTensorsAreThoseOfTheRunWithMetadata() {
    Path weights = folder.resolve("best.safetensors");
    Path out = folder.resolve("export.safetensors");
    try (var network = network(ModelSpec.Encoder.RESNET18)) {
      network.save(weights);
    }

    new TrainedNetwork(spec(ModelSpec.Encoder.RESNET18), weights)
        .exportSafetensors(out, Map.of("format", "pt"));

    var content = Safetensors.readContent(out);
    assertThat(content.metadata()).containsExactly(Map.entry("format", "pt"));
    assertThat(content.tensors()).usingRecursiveComparison().isEqualTo(Safetensors.read(weights));
    assertThat(content.tensors())
        .extracting(NamedArray::name)
        .contains("encoders.front.layer1.0.conv1.weight", "encoders.front.fc.weight");
  }

  @Test
  void weightsOfNoNetworkAreRefused() {
    Path weights = folder.resolve("best.safetensors");
    Safetensors.write(weights, List.of(new NamedArray("a", List.of(1L), new float[1])));

    assertThatThrownBy(
            () ->
                new TrainedNetwork(spec(ModelSpec.Encoder.MLP), weights)
                    .exportTorchScript(folder.resolve("export.pt"), PredictionRule.MEAN))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no tensor encoders.…");
  }
}
