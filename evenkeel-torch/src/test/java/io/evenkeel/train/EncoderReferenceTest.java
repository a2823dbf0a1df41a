package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.data.SampleShape;
import io.evenkeel.data.SampleShape.Content;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.recipe.ModelSpec.Fusion;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Single encoders against modules of PyTorch and torchvision, in double precision: the numbers of
 * src/test/reference/make_encoder_reference.py.
 */
class EncoderReferenceTest {
  private static final double TOLERANCE = 1e-8;
  private static final int BATCH = 4;

  /** An encoder whose weights are those of the reference. */
  enum Case {
    RESNET34(Encoder.RESNET34, 2, SampleShape.of(3, 40, 40)),
    RESNET50(Encoder.RESNET50, 2, SampleShape.of(3, 40, 40)),
    MLP_CATEGORIES(
        Encoder.MLP, 8, new SampleShape(List.of(5), new Content.Categories(List.of(3, 2, 120)))),
    TCN_MASKED(Encoder.TCN, 4, new SampleShape(List.of(4, 7), new Content.Masked())),
    TCN_TOKENS(Encoder.TCN, 4, new SampleShape(List.of(7), new Content.Tokens(11))),
    TRANSFORMER_MASKED(
        Encoder.TRANSFORMER, 8, new SampleShape(List.of(4, 7), new Content.Masked())),
    TRANSFORMER_TOKENS(Encoder.TRANSFORMER, 8, new SampleShape(List.of(7), new Content.Tokens(11))),
    GRU_MASKED(Encoder.GRU, 6, new SampleShape(List.of(4, 7), new Content.Masked())),
    GRU_TOKENS(Encoder.GRU, 6, new SampleShape(List.of(7), new Content.Tokens(11)));

    private final Encoder encoder;
    private final int width;
    private final SampleShape shape;

    Case(Encoder encoder, int width, SampleShape shape) {
      this.encoder = encoder;
      this.width = width;
      this.shape = shape;
    }

    JsonNode reference() throws IOException {
      return all().path(name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    MultimodalNetwork network() {
      ModelSpec spec = ModelSpec.of(encoder, Fusion.mmtm(encoder.fusedAfter(), 4)).withWidth(width);
      MultimodalNetwork network =
          MultimodalNetwork.create(
              spec,
              PerModality.of(List.of(new Modality("x")), m -> shape),
              5,
              new Seed(0),
              new NetworkOptions(Precision.FLOAT64, List.of()));
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

    Tensor input(JsonNode values) {
      long[] sizes = BatchTensors.sizes(BATCH, shape);
      if (values.isEmpty()) {
        return NamedDraw.of("x", sizes);
      }
      float[] floats = new float[values.size()];
      for (int k = 0; k < floats.length; k++) {
        floats[k] = (float) values.get(k).asDouble();
      }
      return Tensor.of(floats, sizes).to(Precision.FLOAT64);
    }
  }

  private static JsonNode all() throws IOException {
    return new ObjectMapper()
        .readTree(Path.of("src/test/resources/reference/encoders.json").toFile());
  }

  @ParameterizedTest
  @EnumSource
  void logitsAndGradientsAreThoseOfTheReference(Case which) throws IOException {
    JsonNode reference = which.reference();
    try (MultimodalNetwork network = which.network();
        Scope scope = Scope.open()) {
      Tensor input = which.input(reference.path("input"));
      PerModality<Tensor> logits =
          network.train(PerModality.of(network.modalities(), m -> input), new StepPlan.Regular());
      Tensor loss = Loss.of(logits, Reference.labels(reference.path("labels")));
      network.buffers().backward(loss);

      double expected = reference.path("loss").asDouble(Double.NaN);
      assertThat(loss.item()).isCloseTo(expected, within(TOLERANCE * expected));
      double[] actual = logits.values().get(0).detach().toDoubles();
      assertThat(actual).hasSize(reference.path("logits").size());
      for (int k = 0; k < actual.length; k++) {
        double wanted = reference.path("logits").path(k).asDouble(Double.NaN);
        assertThat(actual[k]).isCloseTo(wanted, within(TOLERANCE * Math.max(1, Math.abs(wanted))));
      }
      List<Parameter> trained =
          network.buffers().parameters().stream().filter(p -> p.role().isPresent()).toList();
      assertThat(trained.stream().map(Parameter::name).toList())
          .containsExactlyInAnyOrderElementsOf(names(reference.path("gradients")));
      trained.forEach(
          p -> NamedDraw.assertMarks(p, p.gradient(), reference.path("gradients"), TOLERANCE));
    }
  }

  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"RESNET34", "RESNET50"})
  void residualNetworksHaveTorchvisionsTensors(Case which) throws IOException {
    Map<String, List<Long>> published = new TreeMap<>();
    which
        .reference()
        .path("full")
        .properties()
        .forEach(
            entry -> {
              List<Long> shape = new ArrayList<>();
              entry.getValue().forEach(size -> shape.add(size.asLong()));
              published.put(entry.getKey(), shape);
            });
    ModelSpec spec = ModelSpec.of(which.encoder, Fusion.mmtm(which.encoder.fusedAfter(), 4));
    Map<String, List<Long>> ours = new TreeMap<>();
    try (MultimodalNetwork network =
        MultimodalNetwork.create(
            spec,
            PerModality.of(List.of(new Modality("x")), m -> SampleShape.of(3, 64, 64)),
            1000,
            new Seed(0))) {
      network
          .buffers()
          .parameters()
          .forEach(p -> ours.put(p.name().substring("encoders.x.".length()), p.shape()));
    }
    assertThat(ours).isEqualTo(published).hasSizeGreaterThan(100);
  }

  @Test
  void theFixtureHasEveryCase() throws IOException {
    for (Case which : Case.values()) {
      assertThat(which.reference().isMissingNode()).as(which.name()).isFalse();
    }
  }
}
