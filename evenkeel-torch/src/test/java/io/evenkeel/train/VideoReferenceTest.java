package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pairs of video networks against an independent implementation, in double precision: the numbers
 * of src/test/reference/make_video_reference.py.
 */
class VideoReferenceTest {
  private static final int BATCH = 3;
  private static final double RATE = 0.0625;

  /** Roundings of 1e-16 grow on the way through so many layers and steps. */
  private static final double TOLERANCE = 1e-8;

  /** Means of squeezes are kept as floats. */
  private static final double TOLERANCE_OF_MEANS = 1e-6;

  /** A pair whose weights are those of the reference. */
  enum Pair {
    R3D18(ModelSpec.r3d18().withWidth(2), List.of(6, 20, 18)),
    I3D(ModelSpec.i3d().withWidth(4), List.of(18, 37, 36));

    private final ModelSpec spec;
    private final List<Integer> clip;

    Pair(ModelSpec spec, List<Integer> clip) {
      this.spec = spec;
      this.clip = clip;
    }

    JsonNode reference() throws IOException {
      String name = name().toLowerCase(java.util.Locale.ROOT) + "-pair.json";
      return new ObjectMapper().readTree(Path.of("src/test/resources/reference", name).toFile());
    }

    MultimodalNetwork network() {
      PerModality<SampleShape> shapes =
          PerModality.of(
              List.of(new Modality("rgb"), new Modality("depth")),
              m ->
                  SampleShape.of(
                      m.name().equals("rgb") ? 3 : 1, clip.get(0), clip.get(1), clip.get(2)));
      MultimodalNetwork network =
          MultimodalNetwork.create(
              spec, shapes, 5, new Seed(0), new NetworkOptions(Precision.FLOAT64, List.of()));
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        for (Parameter p : network.buffers().parameters()) {
          if (p.role().isPresent()) {
            p.value().copy_(NamedDraw.weight(p));
          }
        }
      }
      return network;
    }
  }

  private static PerModality<Tensor> inputs(MultimodalNetwork network, int step) {
    return network
        .shapes()
        .mapWithModality(
            (m, shape) -> {
              long[] sizes = new long[shape.dims().size() + 1];
              sizes[0] = BATCH;
              for (int i = 1; i < sizes.length; i++) {
                sizes[i] = shape.dims().get(i - 1);
              }
              return NamedDraw.of("step" + step + "." + m, sizes);
            });
  }

  @ParameterizedTest
  @EnumSource
  void stepsComputeWhatTheReferenceDoes(Pair pair) throws IOException {
    JsonNode reference = pair.reference();
    try (MultimodalNetwork network = pair.network()) {
      int step = 0;
      for (JsonNode expected : reference.path("steps")) {
        try (Scope scope = Scope.open()) {
          String rebalanced = expected.path("rebalanced").asText();
          StepPlan plan =
              rebalanced.isEmpty()
                  ? new StepPlan.Regular()
                  : new StepPlan.Rebalance(new Modality(rebalanced));
          PerModality<Tensor> logits = network.train(inputs(network, step), plan);
          Tensor loss = Loss.of(logits, Reference.labels(reference.path("labels")));
          network.buffers().backward(loss);

          double expectedLoss = expected.path("loss").asDouble();
          assertThat(loss.item()).isCloseTo(expectedLoss, within(TOLERANCE * expectedLoss));
          assertLogits(logits, expected.path("logits"), TOLERANCE);
          for (Parameter p : network.buffers().parameters()) {
            if (p.role().isPresent()) {
              NamedDraw.assertMarks(p, p.gradient(), expected.path("gradients"), TOLERANCE);
            }
          }
          try (Gradients off = Gradients.off()) {
            network.buffers().values().add_(network.buffers().gradients(), -RATE);
          }
          step++;
        }
      }
      assertThat(step).isEqualTo(4);
      try (Scope scope = Scope.open();
          Gradients off = Gradients.off()) {
        for (Parameter p : network.buffers().parameters()) {
          NamedDraw.assertMarks(p, p.value(), reference.path("after"), TOLERANCE);
        }
        var recorder = network.squeezeRecorder();
        network.recordSqueezes(inputs(network, 0), recorder);
        var contrast = network.contrast(inputs(network, 1), recorder.means());
        assertLogits(contrast.fused(), reference.path("fused"), TOLERANCE);
        assertLogits(contrast.isolated(), reference.path("isolated"), TOLERANCE_OF_MEANS);
      }
    }
  }

  private static void assertLogits(
      PerModality<Tensor> logits, JsonNode expected, double tolerance) {
    logits.forEach(
        (m, branch) -> {
          double[] actual = branch.detach().toDoubles();
          double[] wanted = new double[actual.length];
          double largest = 0;
          for (int k = 0; k < actual.length; k++) {
            wanted[k] = expected.path(m.name()).path(k).asDouble(Double.NaN);
            largest = Math.max(largest, Math.abs(wanted[k]));
          }
          assertThat(actual)
              .as("logits of %s", m)
              .containsExactly(wanted, within(tolerance * largest));
        });
  }
}
