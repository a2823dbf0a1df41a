package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Device;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedPrefixTest {
  private static final PerModality<SampleShape> SHAPES =
      new PerModality<>(
          List.of(new Modality("audio"), new Modality("video")),
          List.of(SampleShape.of(5), SampleShape.of(7)));

  private final Map<String, Integer> runs = new TreeMap<>();

  @ParameterizedTest
  @CsvSource({
    "hidden1 hidden2, 1, 2",
    "hidden1, 1, 2",
    "hidden2, 1, 1",
  })
  void whatLiesBeforeTheFirstFusionRunsOnceForBoth(String after, int hidden1, int hidden2) {
    var spec =
        ModelSpec.of(
            ModelSpec.Encoder.MLP, ModelSpec.Fusion.mmtm(Arrays.asList(after.split(" ")), 4));
    try (MultimodalNetwork network = counting(spec);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var inputs = SmallNetworks.inputs(network, 4, 1);
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(inputs, recorder);
      runs.clear();

      network.contrast(inputs, recorder.means());

      assertThat(runs)
          .isEqualTo(
              Map.of(
                  "audio.hidden1", hidden1,
                  "audio.hidden2", hidden2,
                  "video.hidden1", hidden1,
                  "video.hidden2", hidden2));
    }
  }

  private MultimodalNetwork counting(ModelSpec spec) {
    ParameterPlan plan = new ParameterPlan();
    Architecture plain = Architecture.declare(plan, spec, List.of(8L), SHAPES, 4);
    Architecture counted =
        new Architecture(
            plain.encoders().mapWithModality(this::counted),
            plain.fusions(),
            plain.heads(),
            plain.modules());
    FlatBuffers buffers =
        FlatBuffers.allocate(plan.all(), Precision.FLOAT32, Device.cpu(), new Seed(1));
    return new MultimodalNetwork(
        new NetworkDescription(spec, SHAPES, 4, List.of(8L)),
        NetworkOptions.standard(),
        counted,
        buffers,
        new Seed(1));
  }

  private Encoder counted(Modality modality, Encoder encoder) {
    List<Stage> stages =
        encoder.stages().stream()
            .map(
                stage ->
                    new Stage(
                        stage.name(),
                        stage.channels(),
                        (x, mode) -> {
                          runs.merge(modality + "." + stage.name(), 1, Integer::sum);
                          return stage.forward().apply(x, mode);
                        },
                        stage.script()))
            .toList();
    return new Encoder(stages, encoder.head());
  }
}
