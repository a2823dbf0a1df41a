package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.data.SampleShape;
import io.evenkeel.measure.Speeds;
import io.evenkeel.measure.Utilization;
import io.evenkeel.measure.Utilization.BranchAccuracy;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.SmallNetworks;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import io.evenkeel.strategy.Guided;
import io.evenkeel.strategy.Strategy;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Forward, loss, gradients, learning speeds and utilization against an independent implementation.
 */
class ReferenceTest {

  private static MultimodalNetwork network(String fixture) {
    if (fixture.equals("three")) {
      var shapes =
          new PerModality<>(
              List.of(new Modality("audio"), new Modality("video"), new Modality("motion")),
              List.of(SampleShape.of(5), SampleShape.of(7), SampleShape.of(3)));
      return MultimodalNetwork.create(
          ModelSpec.mlp(),
          shapes,
          4,
          new Seed(0),
          new NetworkOptions(Precision.FLOAT32, List.of(16L)));
    }
    return MultimodalNetwork.create(
        ModelSpec.defaults(),
        SmallNetworks.IMAGES,
        5,
        new Seed(0),
        new NetworkOptions(Precision.FLOAT32, List.of(6L, 6L, 8L, 8L)));
  }

  @ParameterizedTest
  @CsvSource({"pair, regular", "pair, gray", "pair, color", "three, regular", "three, video"})
  void aStepHasTheLossGradientsAndStatisticsOfTheReference(String fixture, String step)
      throws IOException {
    Reference reference = Reference.read(fixture);
    try (MultimodalNetwork network = network(fixture);
        Scope scope = Scope.open()) {
      reference.load(network, "initial");
      network.train(reference.inputs(network, "warm0"), new StepPlan.Regular());
      network.train(reference.inputs(network, "warm1"), new StepPlan.Regular());
      StepPlan plan =
          step.equals("regular")
              ? new StepPlan.Regular()
              : new StepPlan.Rebalance(new Modality(step));

      PerModality<Tensor> logits = network.train(reference.inputs(network, "x"), plan);
      Tensor loss = Loss.of(logits, Reference.labels(reference.json().path("labels")));
      network.buffers().gradients().zero_();
      loss.backward();

      double expected = reference.json().path(step).path("loss").asDouble();
      assertThat(loss.item()).isCloseTo(expected, within(1e-5 * expected));
      reference.assertLogits(logits.map(Tensor::detach), step + ".logits");
      reference.assertGradients(network, step + ".gradient");
      reference.assertState(network, step + ".after");
    }
  }

  @Test
  void twentyStepsOfGuidedTrainingAreThoseOfTheReference() throws IOException {
    Reference reference = Reference.read("guided");
    JsonNode settings = reference.json().path("settings");
    try (MultimodalNetwork network = network("pair")) {
      Reference.read("pair").load(network, "initial");
      var spec =
          new OptimizerSpec(
              settings.path("learning_rate").asDouble(),
              settings.path("momentum").asDouble(),
              settings.path("weight_decay").asDouble());
      Strategy strategy =
          Guided.start(
              new Guided.Settings(
                  settings.path("alpha").asDouble(),
                  settings.path("window").asInt(),
                  settings.path("start_epoch").asInt()));
      Speeds speeds = Speeds.none(network.modalities());
      try (SgdOptimizer optimizer = new SgdOptimizer(spec, network.buffers())) {
        for (int step = 1; step <= 20; step++) {
          JsonNode expected = reference.json().path("steps").get(step - 1);
          int batch = (step - 1) % 4;
          Position at = new Position((step - 1) / 4 + 1, step);
          StepPlan plan = strategy.plan(at);
          assertThat(plan instanceof StepPlan.Rebalance r ? r.modality().name() : "")
              .as("step %d", step)
              .isEqualTo(expected.path("modality").asText());
          double loss;
          try (Scope scope = Scope.open()) {
            Tensor lossTensor =
                Loss.of(
                    network.train(reference.inputs(network, "batch" + batch), plan),
                    Reference.labels(reference.json().path("labels").get(batch)));
            network.buffers().gradients().zero_();
            lossTensor.backward();
            loss = lossTensor.item();
            if (plan instanceof StepPlan.Regular) {
              speeds = speeds.plus(GradientNorms.of(network));
            }
          }
          optimizer.step(spec.learningRate());
          assertThat(loss).isCloseTo(expected.path("loss").asDouble(), within(1e-4));
          for (Modality m : network.modalities()) {
            assertThat(speeds.of(m).orElseThrow())
                .isCloseTo(expected.path("s").path(m.name()).asDouble(), within(1e-4));
          }
          assertThat(speeds.difference().orElseThrow())
              .isCloseTo(expected.path("d_speed").asDouble(), within(1e-4));
          strategy = strategy.afterStep(new StepEvidence(at, plan, loss, 0, speeds));
        }
      }
      try (Scope scope = Scope.open()) {
        reference.assertState(network, "final");
      }
    }
  }

  @Test
  void utilizationIsThatOfTheReference() throws IOException {
    Reference reference = Reference.read("guided");
    JsonNode cur = reference.json().path("cur");
    try (MultimodalNetwork network = network("pair");
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      reference.load(network, "cur.network");
      var recorder = network.squeezeRecorder();
      for (int batch = 0; batch < 4; batch++) {
        network.recordSqueezes(reference.inputs(network, "batch" + batch), recorder);
      }
      var means = recorder.means();
      for (int k = 0; k < 2; k++) {
        for (Modality m : network.modalities()) {
          double[] mean = means.perFusion().get(k).get(m);
          float[] values = new float[mean.length];
          for (int c = 0; c < mean.length; c++) {
            values[c] = (float) mean[c];
          }
          reference.assertClose("cur.mean_squeeze." + k + "." + m, values);
        }
      }

      var logits = network.contrast(reference.inputs(network, "cur.held"), means);

      reference.assertLogits(logits.fused(), "cur.fused");
      reference.assertLogits(logits.isolated(), "cur.isolated");
      Utilization utilization =
          new Utilization(
              logits
                  .fused()
                  .mapWithModality(
                      (m, fused) ->
                          new BranchAccuracy(
                              accuracy(fused, cur), accuracy(logits.isolated().get(m), cur))));
      assertThat(cur.path("u").path("gray").asDouble()).isNotZero();
      for (Modality m : network.modalities()) {
        assertThat(utilization.of(m).orElseThrow())
            .isCloseTo(cur.path("u").path(m.name()).asDouble(), within(1e-9));
      }
      assertThat(utilization.difference().orElseThrow())
          .isCloseTo(cur.path("d_util").asDouble(), within(1e-9));
    }
  }

  private static double accuracy(Tensor logits, JsonNode cur) {
    long[] predicted = logits.argmax().toLongs();
    int right = 0;
    for (int i = 0; i < predicted.length; i++) {
      right += predicted[i] == cur.path("labels").get(i).asLong() ? 1 : 0;
    }
    return (double) right / predicted.length;
  }
}
