package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldedNormsTest {
  private static final int SAMPLES = 6;
  private static final PerModality<SampleShape> VIEWS =
      new PerModality<>(
          java.util.List.of(new Modality("front"), new Modality("rear")),
          java.util.List.of(SampleShape.of(3, 33, 33), SampleShape.of(3, 33, 33)));

  private final MultimodalNetwork network =
      MultimodalNetwork.create(ModelSpec.resnet18().withWidth(8), VIEWS, 5, new Seed(1));

  @BeforeEach
  void moveStatisticsScalesAndShiftsAwayFromTheirFirstValues() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (int step = 0; step < 3; step++) {
        network.train(SmallNetworks.inputs(network, SAMPLES, step), new StepPlan.Regular());
      }
      for (Parameter p : network.buffers().parameters()) {
        if (p.name().matches(".*(bn\\d|downsample\\.1)\\.(weight|bias)")) {
          float[] drawn = new Initialization.FanIn(1).draw(p.count(), new Seed(2).fold(p.name()));
          p.value().detach().add_(Tensor.of(drawn, drawn.length), 0.5);
        }
      }
    }
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void foldedNormsChangeLogitsByNoMoreThanRounding() {
    float[] plain = logits();
    float[] folded;
    try (var folding = network.foldNorms()) {
      folded = logits();
    }

    assertThat(folded).isNotEqualTo(plain);
    assertThat(distance(folded, plain)).isLessThan(1e-5);
  }

  @Test
  void normsAreUnfoldedAgainOnClose() {
    float[] plain = logits();
    network.foldNorms().close();

    assertThat(logits()).isEqualTo(plain);
  }

  @Test
  void foldingAgainSeesTheWeightsAsTheyAreThen() {
    network.foldNorms().close();
    try (Scope scope = Scope.open()) {
      network.buffers().values().multiply_(1.25);
    }
    float[] plain = logits();

    try (var folding = network.foldNorms()) {
      assertThat(distance(logits(), plain)).isLessThan(1e-5);
    }
  }

  private float[] logits() {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      return network.evaluate(SmallNetworks.inputs(network, SAMPLES, 9)).values().get(1).toFloats();
    }
  }

  /** ‖a − b‖ / ‖b‖. */
  private static double distance(float[] a, float[] b) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < b.length; i++) {
      difference += (double) (a[i] - b[i]) * (a[i] - b[i]);
      size += (double) b[i] * b[i];
    }
    return Math.sqrt(difference / size);
  }
}
