package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.data.Batch;
import io.evenkeel.data.BatchTargets;
import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses, predictions and gradients of three branches where samples weigh and modalities lack. */
class TargetsReferenceTest {
  private static final List<Modality> MODALITIES =
      List.of(new Modality("audio"), new Modality("video"), new Modality("motion"));
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  private static MultimodalNetwork network() {
    return MultimodalNetwork.create(
        ModelSpec.mlp(),
        new PerModality<>(
            MODALITIES, List.of(SampleShape.of(5), SampleShape.of(7), SampleShape.of(3))),
        4,
        new Seed(0),
        new NetworkOptions(Precision.FLOAT64, List.of(16L)));
  }

  private static Task task(String name, JsonNode json) {
    return switch (name) {
      case "classes" -> new Task.Classes(NAMES);
      case "labels" -> new Task.MultiLabel(NAMES);
      default ->
          new Task.Regression(
              NAMES,
              StreamSupport.stream(json.path("scales").spliterator(), false)
                  .map(s -> new Task.Scale(s.get(0).asDouble(), s.get(1).asDouble()))
                  .toList());
    };
  }

  /** Sets inputs of absent modalities to zero, as a data set does. */
  private static Batch batch(String name, JsonNode json, Reference three) {
    JsonNode present = json.path("present");
    PerModality<boolean[]> presence =
        PerModality.of(
            MODALITIES,
            m -> {
              boolean[] has = new boolean[present.size()];
              for (int s = 0; s < has.length; s++) {
                has[s] = present.get(s).get(MODALITIES.indexOf(m)).asInt() == 1;
              }
              return has;
            });
    PerModality<float[]> inputs =
        presence.mapWithModality(
            (m, has) -> {
              float[] values = three.array("x." + m).values().clone();
              int width = values.length / has.length;
              for (int i = 0; i < values.length; i++) {
                values[i] = has[i / width] ? values[i] : 0;
              }
              return values;
            });
    JsonNode truths = json.path(name.equals("labels") ? "applies" : "values");
    float[] values = new float[name.equals("classes") ? 0 : 8 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) truths.get(i / 4).get(i % 4).asDouble();
    }
    return new Batch(
        8,
        inputs,
        new BatchTargets(
            task(name, json),
            StreamSupport.stream(json.path("labels").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray(),
            values,
            Optional.of(doubles(json.path("weights"))),
            Optional.of(presence)));
  }

  private static double[] doubles(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"classes", "labels", "values"})
  void aStepHasTheLossesPredictionAndGradientsOfTheReference(String name) throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(Path.of("src/test/resources/reference/targets.json").toFile());
    JsonNode expected = json.path("tasks").path(name);
    Reference three = Reference.read("three");
    try (MultimodalNetwork network = network();
        Scope scope = Scope.open()) {
      three.load(network, "initial");
      Batch batch = batch(name, json, three);
      BatchTensors tensors = BatchTensors.of(batch, network);
      Targets targets = tensors.targets();
      PerModality<Tensor> logits = network.train(tensors.inputs(), new StepPlan.Regular());
      Tensor loss = targets.loss(logits);
      double joint = targets.jointLoss(logits).item();
      double[] prediction = targets.prediction(logits).detach().toDoubles();
      network.buffers().backward(loss);

      assertThat(loss.item()).isCloseTo(expected.path("loss").asDouble(), within(1e-12));
      assertThat(joint).isCloseTo(expected.path("joint").asDouble(), within(1e-12));
      logits.forEach(
          (m, branch) ->
              assertThat(targets.branchLoss(m, branch).item())
                  .as(m.name())
                  .isCloseTo(expected.path("branches").path(m.name()).asDouble(), within(1e-12)));
      for (int i = 0; i < prediction.length; i++) {
        assertThat(prediction[i])
            .isCloseTo(expected.path("prediction").get(i / 4).get(i % 4).asDouble(), within(1e-12));
      }
      assertGradients(network, expected.path("gradients"));
    }
  }

  private static void assertGradients(MultimodalNetwork network, JsonNode expected) {
    int compared = 0;
    for (Parameter p : network.buffers().parameters()) {
      if (p.role().isPresent()) {
        double[] gradient = p.gradient().toDoubles();
        double squares = 0;
        for (double g : gradient) {
          squares += g * g;
        }
        double[] of = doubles(expected.path(p.name()));
        assertThat(new double[] {squares, gradient[0], gradient[gradient.length - 1]})
            .as(p.name())
            .containsExactly(of, within(1e-10));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(expected.size());
  }
}
