package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.EncoderOverride;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.NativeMemory;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import io.evenkeel.train.NamedDraw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TorchScript modules as encoders: the files of src/test/reference/make_script_encoder.py. */
class ScriptEncoderTest {
  private static final Path FOLDER = Path.of("src/test/resources/reference");
  private static final Path MODULE = FOLDER.resolve("script-encoder.pt");
  private static final Modality X = new Modality("x");
  private static final Modality OTHER = new Modality("other");
  private static final SampleShape IMAGE = SampleShape.of(3, 9, 8);
  private static final double TOLERANCE = 1e-10;

  @TempDir Path folder;

  private static ModelSpec spec(Path module, List<String> after) {
    return ModelSpec.mlp()
        .withWidth(4)
        .withEncoders(
            Map.of(
                "x",
                EncoderOverride.of(Encoder.SCRIPT).withScript(module.toString()).withAfter(after)));
  }

  private static MultimodalNetwork alone(Precision precision) {
    return MultimodalNetwork.create(
        spec(MODULE, List.of()),
        PerModality.of(List.of(X), m -> IMAGE),
        5,
        new Seed(1),
        new NetworkOptions(precision, List.of()));
  }

  private static MultimodalNetwork pair(long seed) {
    return pair(MODULE, IMAGE, List.of("stem", "body"), seed);
  }

  private static MultimodalNetwork pair(
      Path module, SampleShape shape, List<String> after, long seed) {
    return MultimodalNetwork.create(
        spec(module, after),
        new PerModality<>(List.of(X, OTHER), List.of(shape, SampleShape.of(3))),
        5,
        new Seed(seed));
  }

  private static double step(MultimodalNetwork network) {
    try (Scope scope = Scope.open()) {
      PerModality<Tensor> inputs = SmallNetworks.inputs(network, 4, 5);
      Tensor loss =
          Loss.of(
              network.train(inputs, new StepPlan.Regular()), Tensor.of(new long[] {0, 1, 2, 3}));
      network.buffers().backward(loss);
      try (Gradients off = Gradients.off()) {
        network.buffers().values().add_(network.buffers().gradients(), -0.1);
      }
      return loss.item();
    }
  }

  @Test
  void aStepComputesWhatPyTorchDoes() throws IOException {
    JsonNode reference =
        new ObjectMapper().readTree(FOLDER.resolve("script-encoder.json").toFile());
    try (MultimodalNetwork network = alone(Precision.FLOAT64);
        Scope scope = Scope.open()) {
      try (Gradients off = Gradients.off()) {
        network.buffers().parameters().stream()
            .filter(p -> p.name().startsWith("heads."))
            .forEach(p -> p.value().copy_(NamedDraw.weight(p)));
      }
      PerModality<Tensor> input = PerModality.of(List.of(X), m -> NamedDraw.of("x", 4, 3, 9, 8));
      PerModality<Tensor> logits = network.train(input, new StepPlan.Regular());
      Tensor loss = Loss.of(logits, Tensor.of(new long[] {1, 4, 2, 0}));
      network.buffers().backward(loss);

      assertThat(loss.item()).isCloseTo(reference.path("loss").asDouble(), within(TOLERANCE));
      assertNumbers(logits.get(X), reference.path("logits"));
      for (Parameter p : network.buffers().parameters()) {
        if (p.role().isPresent()) {
          assertThat(p.role()).contains(new Role.Main(X));
          NamedDraw.assertMarks(p, p.gradient(), reference.path("gradients"), TOLERANCE);
        }
      }
      String norm = "encoders.x.body.bn.";
      assertNumbers(parameter(network, norm + "running_mean"), reference.path("running_mean"));
      assertNumbers(parameter(network, norm + "running_var"), reference.path("running_var"));
      assertNumbers(network.evaluate(input).get(X), reference.path("evaluated"));
    }
  }

  private static Tensor parameter(MultimodalNetwork network, String name) {
    return network.buffers().parameters().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .detach();
  }

  private static void assertNumbers(Tensor actual, JsonNode expected) {
    double[] values = actual.detach().toDoubles();
    assertThat(values).hasSize(expected.size());
    for (int k = 0; k < values.length; k++) {
      assertThat(values[k]).isCloseTo(expected.path(k).asDouble(), within(TOLERANCE));
    }
  }

  @Test
  void itsTensorsAreTrainedRecordedSnapshotAndRestoredWithTheNetworks() {
    try (MultimodalNetwork network = pair(1)) {
      assertThat(network.buffers().parameters().stream().map(Parameter::name))
          .contains(
              "encoders.x.stem.0.weight",
              "encoders.x.body.conv.weight",
              "encoders.x.body.bn.running_var")
          .noneMatch(name -> name.contains("calls") || name.contains("num_batches"));
      step(network);
      try (var snapshot = network.snapshot()) {
        NetworkState before = snapshot.state();
        double next = step(network);
        assertThat(network.state().values()).isNotEqualTo(before.values());
        assertThat(network.state().statistics()).isNotEqualTo(before.statistics());

        network.restore(snapshot);

        assertThat(step(network)).isEqualTo(next);
      }
    }
  }

  @Test
  void aRehearsalRecordsNothing() {
    try (MultimodalNetwork network = pair(1)) {
      step(network);
      assertRehearsalRecordsNothing(network);
    }
  }

  private static void assertRehearsalRecordsNothing(MultimodalNetwork network) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      NetworkState before = network.state();
      PerModality<Activation> inputs = SmallNetworks.inputs(network, 4, 9).map(Activation::of);
      PerModality<Integer> end = network.fusions().get(1).depths();

      var rehearsed = network.rehearse(inputs, network.start(), end);

      assertThat(network.state().statistics()).isEqualTo(before.statistics());
      assertThat(rehearsed.get(X).values().shape()).containsExactly(4, 6, 2, 2);
    }
  }

  @Test
  void aFileOfItsWeightsOpensWithoutTheData() {
    Path weights = folder.resolve("best.safetensors");
    try (MultimodalNetwork network = pair(1)) {
      step(network);
      assertOpens(network, weights);
    }
  }

  private void assertOpens(MultimodalNetwork network, Path weights) {
    network.save(weights);
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var inputs = SmallNetworks.inputs(network, 2, 3);
      try (MultimodalNetwork opened = TrainedNetwork.of(weights).open()) {
        assertThat(opened.evaluate(inputs).get(X).toFloats())
            .isEqualTo(network.evaluate(inputs).get(X).toFloats());
      }
    }
  }

  @Test
  void anExportedModuleHasItWithin() {
    Path weights = folder.resolve("best.safetensors");
    Path script = folder.resolve("export.pt");
    try (MultimodalNetwork network = pair(1)) {
      step(network);
      network.save(weights);
      TrainedNetwork.of(weights).exportTorchScript(script, PredictionRule.MEAN);
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        ScriptModule exported = ScriptModule.load(script);
        for (int batch : new int[] {1, 5}) {
          var inputs = SmallNetworks.inputs(network, batch, 3);
          var logits = network.evaluate(inputs);

          List<Tensor> outputs = exported.forward(inputs.values());

          assertThat(outputs.get(1).toDoubles())
              .containsExactly(logits.get(X).toDoubles(), within(1e-5));
          assertThat(outputs.get(2).toDoubles())
              .containsExactly(logits.get(OTHER).toDoubles(), within(1e-5));
        }
        List<String> names = new ArrayList<>();
        Safetensors.read(weights).forEach(tensor -> names.add(tensor.name()));
        // Whole numbers stay as the file of the module has them.
        names.addAll(List.of("encoders.x.body.bn.num_batches_tracked", "encoders.x.body.calls"));
        assertThat(exported.tensors().keySet()).containsExactlyInAnyOrderElementsOf(names);
      }
    }
  }

  @Test
  void aModuleMadeOfATrainingNetworkDrawsNoDropout() {
    Path dropout = FOLDER.resolve("script-dropout.pt");
    try (MultimodalNetwork network = pair(dropout, SampleShape.of(6), List.of("flat", "drawn"), 1);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var inputs = SmallNetworks.inputs(network, 4, 3);
      network.train(inputs, new StepPlan.Regular());

      List<Tensor> outputs = network.script().forward(inputs.values());

      assertThat(outputs.get(1).toDoubles())
          .containsExactly(network.evaluate(inputs).get(X).toDoubles(), within(1e-5));
    }
  }

  @Test
  void dropoutFollowsFromSeedAndStep() {
    Path module = FOLDER.resolve("script-dropout.pt");
    SampleShape shape = SampleShape.of(6);
    double[][][] logits = new double[3][2][];
    for (int run = 0; run < 3; run++) {
      try (MultimodalNetwork network =
          pair(module, shape, List.of("flat", "drawn"), run == 2 ? 2 : 1)) {
        for (int k = 0; k < 2; k++) {
          try (Scope scope = Scope.open();
              Gradients off = Gradients.off()) {
            var inputs = SmallNetworks.inputs(network, 4, 5);
            logits[run][k] = network.train(inputs, new StepPlan.Regular()).get(X).toDoubles();
          }
        }
      }
    }
    assertThat(logits[1]).isDeepEqualTo(logits[0]);
    assertThat(logits[0][1]).isNotEqualTo(logits[0][0]);
    assertThat(logits[2][0]).isNotEqualTo(logits[0][0]);
  }

  @Test
  void whatAModuleGivesLivesAsLongAsItsOwnerKeepsIt() {
    try (Scope whole = Scope.open();
        Owner owner = new Owner();
        Gradients off = Gradients.off()) {
      ScriptModule stem = ScriptModule.load(MODULE).children().get("stages").children().get("stem");
      Tensor input = NamedDraw.of("x", 2, 3, 9, 8).to(Precision.FLOAT32);
      Tensor kept;
      double[] given;
      try (Scope scope = Scope.open()) {
        kept = owner.keep(stem.apply(input, false));
        given = kept.toDoubles();
      }
      for (int k = 0; k < 50; k++) {
        stem.apply(input.times(k), false);
      }

      assertThat(kept.toDoubles()).isEqualTo(given);
    }
  }

  @Test
  void stepsLeaveNoNativeMemoryBehind() {
    try (MultimodalNetwork network = pair(1)) {
      step(network);
      step(network);
      long objects = NativeMemory.objects();
      for (int k = 0; k < 5; k++) {
        step(network);
      }
      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(objects);
    }
  }

  @Test
  void filesThatAreNoSuchModuleAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pt"), "no module");
    String expected =
        "; expected a TorchScript module whose child \"stages\" (nn.Sequential or nn.ModuleDict)"
            + " has the stages";
    assertRefused(folder.resolve("none.pt"), IMAGE, "none.pt: no such file" + expected);
    assertRefused(text, IMAGE, "text.pt: a file that libtorch cannot load as a module" + expected);
    assertRefused(
        FOLDER.resolve("script-without-stages.pt"),
        IMAGE,
        "script-without-stages.pt: children [0]" + expected);
    assertRefused(
        MODULE,
        SampleShape.of(2, 9, 8),
        "script-encoder.pt, stage stem: a failure on samples of shape [2, 9, 8]: ");
    assertThatThrownBy(() -> pair(MODULE, IMAGE, List.of("stem", "tail"), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("model.encoders.x.after: tail; expected one of the stages [stem, body]");
  }

  private static void assertRefused(Path module, SampleShape shape, String message) {
    assertThatThrownBy(() -> pair(module, shape, List.of("stem", "body"), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }
}
