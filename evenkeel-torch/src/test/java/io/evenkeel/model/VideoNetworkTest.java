package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.NativeMemory;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Narrow networks for clips of colour and of depth. */
class VideoNetworkTest {
  @ParameterizedTest
  @EnumSource(names = {"R3D18", "I3D"})
  void aNarrowNetworkLearnsRandomClipsByHeart(Encoder encoder) {
    try (var network = SmallVideos.network(SmallVideos.spec(encoder), 1);
        Scope all = Scope.open()) {
      PerModality<Tensor> clips = SmallNetworks.inputs(network, 4, 1);
      Tensor labels = Tensor.of(new long[] {0, 1, 2, 3});
      double first = 0;
      double last = 0;
      for (int step = 0; step < 30; step++) {
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
    String file = encoder.key() + "-pair.json";
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

  @ParameterizedTest
  @EnumSource(names = {"R3D18", "I3D"})
  void foldedNormsChangeLogitsByNoMoreThanRounding(Encoder encoder) {
    try (var network = SmallVideos.network(SmallVideos.spec(encoder), 1);
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      SmallVideos.settle(network);
      PerModality<Tensor> clips = SmallNetworks.inputs(network, 3, 9);
      float[] plain = network.evaluate(clips).get(SmallVideos.RGB).toFloats();
      float[] folded;
      try (var folding = network.foldNorms()) {
        folded = network.evaluate(clips).get(SmallVideos.RGB).toFloats();
      }

      float largest = 0;
      for (float logit : plain) {
        largest = Math.max(largest, Math.abs(logit));
      }
      assertThat(folded).isNotEqualTo(plain);
      assertThat(folded).containsExactly(plain, within(1e-5f * largest));
      assertThat(network.evaluate(clips).get(SmallVideos.RGB).toFloats()).isEqualTo(plain);
    }
  }

  @Test
  void aClipTooShortIsRefusedWithTheLeastSize() {
    ModelSpec i3d = SmallVideos.spec(Encoder.I3D);
    MultimodalNetwork.create(i3d, SmallVideos.clips(9, 32, 32), 4, new Seed(1)).close();

    assertThatThrownBy(
            () -> MultimodalNetwork.create(i3d, SmallVideos.clips(8, 32, 32), 4, new Seed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "model.encoder: i3d on modality rgb of shape [3, 8, 32, 32]; expected clips of"
                + " [channels, frames, height, width], at least 9 frames");
  }

  @Test
  void imagesAreRefused() {
    var images = PerModality.of(List.of(SmallVideos.RGB), modality -> SampleShape.of(3, 32, 32));
    assertThatThrownBy(
            () -> MultimodalNetwork.create(SmallVideos.spec(Encoder.R3D18), images, 4, new Seed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "model.encoder: r3d18 on modality rgb of shape [3, 32, 32]; expected clips of"
                + " [channels, frames, height, width]");
  }

  @ParameterizedTest
  @EnumSource(names = {"R3D18", "I3D"})
  void stepsLeaveNoNativeMemoryBehind(Encoder encoder) {
    try (var network = SmallVideos.network(SmallVideos.spec(encoder), 1)) {
      step(network);
      long objects = NativeMemory.objects();
      for (int k = 0; k < 5; k++) {
        step(network);
      }
      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(objects);
    }
  }

  private static void step(MultimodalNetwork network) {
    try (Scope scope = Scope.open()) {
      var logits = network.train(SmallNetworks.inputs(network, 2, 1), new StepPlan.Regular());
      network.buffers().backward(Loss.of(logits, Tensor.of(new long[] {0, 1})));
    }
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      var recorder = network.squeezeRecorder();
      network.recordSqueezes(SmallNetworks.inputs(network, 2, 1), recorder);
      try (var folding = network.foldNorms()) {
        network.contrast(SmallNetworks.inputs(network, 2, 1), recorder.means());
      }
    }
  }
}
