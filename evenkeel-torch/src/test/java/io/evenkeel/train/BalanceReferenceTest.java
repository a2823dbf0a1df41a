package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.data.Batch;
import io.evenkeel.data.SampleShape;
import io.evenkeel.method.Method;
import io.evenkeel.method.Methods;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.AgmSpec;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.recipe.MslrSpec;
import io.evenkeel.recipe.OgmSpec;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.recipe.StrategySpec.Name;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Methods against numbers that src/test/reference/make_balance_reference.py has worked out with
 * PyTorch, in double precision: the loss of three steps and the weights after the last.
 */
class BalanceReferenceTest {
  private static final double TOLERANCE = 1e-6;
  private static final int STEPS = 3;
  private static final int BATCH = 10;

  private final Reference reference;

  BalanceReferenceTest() throws IOException {
    reference = Reference.read("methods-balance");
  }

  private static PerModality<SampleShape> shapes(String kind) {
    List<Modality> names = new ArrayList<>(List.of(new Modality("left"), new Modality("right")));
    List<SampleShape> shapes = new ArrayList<>(List.of(SampleShape.of(5), SampleShape.of(4)));
    if (kind.equals("three")) {
      names.add(new Modality("up"));
      shapes.add(SampleShape.of(3));
    }
    return new PerModality<>(names, shapes);
  }

  private static Recipe recipe(Name name, int modalities, int accumulate) {
    ModelSpec mlp = ModelSpec.mlp().withWidth(6);
    StrategySpec strategy =
        StrategySpec.defaults()
            .withName(name)
            .with(new OgmSpec(0.4, 1, 50))
            .with(new AgmSpec(0.7, 1, 50))
            .with(
                new MslrSpec(MslrSpec.Mode.KEEP, List.of(1.5, 0.5, 0.8).subList(0, modalities), 5));
    return SmallRuns.recipe(1)
        .withModel(mlp.withFusion(mlp.fusion().withKind(Kind.NONE)))
        .withOptimizer(new OptimizerSpec(0.1, 0.9, 1e-3))
        .withBatch(new BatchSpec(accumulate))
        .withStrategy(strategy);
  }

  @ParameterizedTest
  @CsvSource({
    "pair, JOINT",
    "three, JOINT",
    "pair, UNIMODAL_LOSSES",
    "three, UNIMODAL_LOSSES",
    "pair, OGM",
    "three, OGM",
    "pair, AGM",
    "three, AGM",
    "pair, MMPARETO",
    "three, MMPARETO",
    "pair, MSLR",
    "three, MSLR"
  })
  void threeStepsComeToTheSameLossesAndWeights(String kind, Name name) {
    PerModality<SampleShape> shapes = shapes(kind);
    Recipe recipe = recipe(name, shapes.size(), 1);
    JsonNode expected = reference.json().path(kind).path(name.key());
    try (MultimodalNetwork network = network(recipe, shapes);
        Method method = Methods.begin(recipe, network);
        SgdOptimizer optimizer = new SgdOptimizer(recipe.optimizer(), network.buffers())) {
      load(network, kind + ".initial.");
      TrainingState state = TrainingState.start(recipe, network.modalities());
      TrainingStep step = new TrainingStep(network, recipe, method, optimizer);
      for (int i = 0; i < STEPS; i++) {
        assertThat(step.on(batch(kind, i, shapes), new Position(1, i + 1), state).loss())
            .as("loss of step %d", i)
            .isCloseTo(expected.path("losses").path(i).asDouble(), within(TOLERANCE));
      }
      assertWeights(network, expected.path("weights"));
    }
  }

  private static MultimodalNetwork network(Recipe recipe, PerModality<SampleShape> shapes) {
    return MultimodalNetwork.create(
        recipe.model(), shapes, 3, new Seed(0), new NetworkOptions(Precision.FLOAT64, List.of()));
  }

  private void load(MultimodalNetwork network, String prefix) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (Parameter p : network.buffers().parameters()) {
        p.value().copy_(reference.tensor(prefix + p.name()));
      }
    }
  }

  private Batch batch(String kind, int step, PerModality<SampleShape> shapes) {
    long[] labels = new long[BATCH];
    for (int i = 0; i < BATCH; i++) {
      labels[i] = reference.json().path(kind).path("labels").path(step).path(i).asLong();
    }
    return new Batch(
        BATCH,
        shapes.mapWithModality(
            (m, shape) -> reference.array(kind + "." + step + "." + m).values().clone()),
        labels);
  }

  private static void assertWeights(MultimodalNetwork network, JsonNode expected) {
    try (Scope scope = Scope.open()) {
      for (Parameter p : network.buffers().parameters()) {
        if (p.role().isPresent()) {
          double[] actual = p.value().detach().toDoubles();
          JsonNode values = expected.path(p.name());
          assertThat(actual).as(p.name()).hasSize(values.size());
          for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                .as("%s[%d]", p.name(), i)
                .isCloseTo(values.path(i).asDouble(), within(TOLERANCE));
          }
        }
      }
    }
  }
}
