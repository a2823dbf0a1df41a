package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Narrow networks for clips of colour and of depth. */
class VideoNetworkTest {
  private static final PerModality<SampleShape> CLIPS =
      new PerModality<>(
          List.of(new Modality("rgb"), new Modality("depth")),
          List.of(SampleShape.of(3, 10, 24, 20), SampleShape.of(1, 10, 24, 20)));

  private static ModelSpec spec(Encoder encoder) {
    return (encoder == Encoder.I3D ? ModelSpec.i3d() : ModelSpec.r3d18()).withWidth(4);
  }

  @ParameterizedTest
  @EnumSource(names = {"R3D18", "I3D"})
  void aNarrowNetworkLearnsRandomClipsByHeart(Encoder encoder) {
    try (var network = MultimodalNetwork.create(spec(encoder), CLIPS, 4, new Seed(1));
        Scope all = Scope.open()) {
      PerModality<Tensor> clips = SmallNetworks.inputs(network, 4, 1);
      Tensor labels = Tensor.of(new long[] {0, 1, 2, 3});
      double first = 0;
      double last = 0;
      for (int step = 0; step < 15; step++) {
        try (Scope scope = Scope.open()) {
          Tensor loss = Loss.of(network.train(clips, new StepPlan.Regular()), labels);
          network.buffers().backward(loss);
          try (Gradients off = Gradients.off()) {
            network.buffers().values().add_(network.buffers().gradients(), -0.05);
          }
          last = loss.item();
          first = step == 0 ? last : first;
        }
      }

      assertThat(first).isBetween(2.0, 4.0);
      assertThat(last).isLessThan(0.5 * first);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"R3D18", "I3D"})
  void tensorsHaveTheNamesAndShapesOfThePublishedNetworks(Encoder encoder) throws IOException {
    String file = encoder.name().toLowerCase(Locale.ROOT) + "-pair.json";
    Map<String, List<Long>> published = new TreeMap<>();
    new ObjectMapper()
        .readTree(Path.of("src/test/resources/reference", file).toFile())
        .path("full")
        .properties()
        .forEach(
            entry -> {
              List<Long> shape = new ArrayList<>();
              entry.getValue().forEach(size -> shape.add(size.asLong()));
              published.put(entry.getKey(), shape);
            });
    ParameterPlan plan = new ParameterPlan();
    ModelSpec spec = encoder == Encoder.I3D ? ModelSpec.i3d() : ModelSpec.r3d18();
    Architecture.declare(
        plan,
        spec,
        List.of(),
        PerModality.of(List.of(new Modality("rgb")), m -> SampleShape.of(3, 64, 112, 112)),
        400);

    Map<String, List<Long>> ours = new TreeMap<>();
    plan.all().forEach(p -> ours.put(p.name().replaceFirst("^encoders\\.rgb\\.", ""), p.shape()));

    assertThat(ours).isEqualTo(published).hasSizeGreaterThan(100);
  }
}
