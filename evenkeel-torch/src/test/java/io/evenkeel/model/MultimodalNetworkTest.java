package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultimodalNetworkTest {
  @TempDir Path folder;

  @Test
  void theMnistNetworkHasTheParametersOfItsDescription() {
    var shapes =
        new PerModality<>(
            SmallNetworks.IMAGES.modalities(),
            List.of(
                io.evenkeel.data.SampleShape.of(1, 28, 28),
                io.evenkeel.data.SampleShape.of(3, 28, 28)));
    try (var network = MultimodalNetwork.create(ModelSpec.defaults(), shapes, 10, new Seed(1))) {
      // Gray: 2 + (25·1+1)·32 + (9·32+1)·32 + (9·32+1)·64 + (9·64+1)·64 + (64+1)·10 = 66,156.
      // Color: 6 + (25·3+1)·32 + the same from conv2 on = 67,760.
      // Each of two MMTMs: width 2·128/4 = 64; (128+1)·64 + 2·(64+1)·64 = 16,576.
      assertThat(network.parameterCount()).isEqualTo(66_156 + 67_760 + 2 * 16_576);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void cuttingWhatCarriesNoInformationChangesNothing(int modalities) {
    try (var network = SmallNetworks.vectors(modalities, 7);
        Scope scope = Scope.open()) {
      // With a batch of one as the training set, every mean squeeze is that sample's own squeeze.
      var inputs = SmallNetworks.inputs(network, 1, 4);
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(inputs, recorder);
      var logits = network.contrast(inputs, recorder.means());

      logits
          .fused()
          .forEach(
              (m, fused) ->
                  assertThat(logits.isolated().get(m).toDoubles())
                      .containsExactly(fused.toDoubles(), within(1e-5)));
    }
  }

  @Test
  void anIsolatedBranchDoesNotSeeTheOthers() {
    try (var network = SmallNetworks.vectors(3, 7);
        Scope scope = Scope.open()) {
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(SmallNetworks.inputs(network, 50, 1), recorder);
      var means = recorder.means();
      var first = SmallNetworks.inputs(network, 4, 2);
      var second = SmallNetworks.inputs(network, 4, 3);
      Modality kept = network.modalities().get(1);
      var mixed = second.mapWithModality((m, x) -> m.equals(kept) ? first.get(m) : x);

      var a = network.contrast(first, means);
      var b = network.contrast(mixed, means);

      assertThat(b.isolated().get(kept).toDoubles())
          .containsExactly(a.isolated().get(kept).toDoubles());
      assertThat(b.fused().get(kept).toDoubles()).isNotEqualTo(a.fused().get(kept).toDoubles());
    }
  }

  @Test
  void fusedLogitsAreTheSameWithAndWithoutTheContrast() {
    try (var network = SmallNetworks.pair(Precision.FLOAT32, 2);
        Scope scope = Scope.open()) {
      var inputs = SmallNetworks.inputs(network, 4, 2);
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(inputs, recorder);

      var plain = network.evaluate(inputs);
      var contrast = network.contrast(inputs, recorder.means()).fused();

      plain.forEach(
          (m, logits) ->
              assertThat(contrast.get(m).toDoubles()).containsExactly(logits.toDoubles()));
    }
  }

  @Test
  void evaluationRecordsNothing() {
    try (var network = SmallNetworks.pair(Precision.FLOAT32, 2);
        Scope scope = Scope.open()) {
      network.train(SmallNetworks.inputs(network, 4, 1), new StepPlan.Regular());
      double[] before = statistics(network);
      var inputs = SmallNetworks.inputs(network, 4, 2);
      network.evaluate(inputs);
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(inputs, recorder);
      network.contrast(inputs, recorder.means());

      assertThat(statistics(network)).containsExactly(before);
      network.train(inputs, new StepPlan.Regular());
      assertThat(statistics(network)).isNotEqualTo(before);
    }
  }

  private static double[] statistics(MultimodalNetwork network) {
    return network.buffers().parameters().stream()
        .filter(p -> p.role().isEmpty())
        .flatMapToDouble(p -> java.util.Arrays.stream(p.value().toDoubles()))
        .toArray();
  }

  @Test
  void normsOfARoleAreSumsOverItsTensors() {
    try (var network = SmallNetworks.pair(Precision.FLOAT32, 2);
        Scope scope = Scope.open()) {
      var logits = network.train(SmallNetworks.inputs(network, 4, 1), new StepPlan.Regular());
      Loss.of(logits, Tensor.of(new long[] {0, 1, 2, 3})).backward();

      var norms = network.buffers().squaredNorms();

      assertThat(norms).hasSize(5);
      for (Role role : norms.keySet()) {
        double weight = 0;
        double gradient = 0;
        for (Parameter p : network.buffers().parameters()) {
          if (p.role().filter(role::equals).isPresent()) {
            weight += squares(p.value());
            gradient += squares(p.gradient());
          }
        }
        assertThat(norms.get(role).weight()).isCloseTo(weight, within(1e-5 * weight));
        assertThat(norms.get(role).gradient()).isCloseTo(gradient, within(1e-5 * gradient));
      }
    }
  }

  private static double squares(Tensor tensor) {
    double sum = 0;
    for (double v : tensor.toDoubles()) {
      sum += v * v;
    }
    return sum;
  }

  @Test
  void initialWeightsFollowFromTheSeedAndTheNameAlone() {
    try (var network = SmallNetworks.vectors(2, 7);
        var wider = SmallNetworks.vectors(3, 7);
        var other = SmallNetworks.vectors(2, 8);
        Scope scope = Scope.open()) {
      String name = "encoders.m0.hidden1.weight";
      double[] weights = named(network, name).value().toDoubles();

      assertThat(named(wider, name).value().toDoubles()).containsExactly(weights);
      assertThat(named(other, name).value().toDoubles()).isNotEqualTo(weights);
      double bound = 1 / Math.sqrt(3);
      assertThat(java.util.Arrays.stream(weights).map(Math::abs).max().orElseThrow())
          .isBetween(0.8 * bound, bound);
    }
  }

  private static Parameter named(MultimodalNetwork network, String name) {
    return network.buffers().parameters().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSavedNetworkLoadsToTheSameLogits() throws Exception {
    Path file = folder.resolve("net.safetensors");
    try (var network = SmallNetworks.pair(Precision.FLOAT32, 2);
        var loaded = SmallNetworks.pair(Precision.FLOAT32, 99);
        Scope scope = Scope.open()) {
      network.train(SmallNetworks.inputs(network, 4, 1), new StepPlan.Regular());
      network.save(file);
      loaded.load(file);
      var inputs = SmallNetworks.inputs(network, 4, 2);

      var expected = network.evaluate(inputs);
      var actual = loaded.evaluate(inputs);

      expected.forEach(
          (m, logits) -> assertThat(actual.get(m).toDoubles()).containsExactly(logits.toDoubles()));
      assertThat(loaded.trainingSteps()).isEqualTo(1);
      Path again = folder.resolve("again.safetensors");
      loaded.save(again);
      assertThat(Files.mismatch(file, again)).isEqualTo(-1);
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedAndNothingIsChanged() {
    Path file = folder.resolve("net.safetensors");
    try (var two = SmallNetworks.vectors(2, 1);
        var three = SmallNetworks.vectors(3, 1);
        Scope scope = Scope.open()) {
      two.save(file);
      double[] before = three.buffers().values().toDoubles();

      assertThatThrownBy(() -> three.load(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("net.safetensors")
          .hasMessageContaining("expected shape");
      assertThat(three.buffers().values().toDoubles()).containsExactly(before);
    }
  }

  @Test
  void aFusionPositionThatTheEncoderLacksIsNamedWithThoseItHas() {
    var spec =
        ModelSpec.of(ModelSpec.Encoder.SMALL_CNN, ModelSpec.Fusion.mmtm(List.of("layer4"), 4));

    assertThatThrownBy(() -> MultimodalNetwork.create(spec, SmallNetworks.IMAGES, 5, new Seed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "model.fusion.after: layer4; expected one of the stages [conv1, conv2, conv3, conv4]");
  }
}
