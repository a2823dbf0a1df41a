package io.evenkeel.train;

import static io.evenkeel.train.SmallRuns.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.data.ArrayDataset;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.HeldOut;
import io.evenkeel.data.SampleShape;
import io.evenkeel.method.Methods;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.Parameter;
import io.evenkeel.model.PredictionRule;
import io.evenkeel.recipe.GBlendSpec;
import io.evenkeel.recipe.MilesSpec;
import io.evenkeel.recipe.MlaSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.PmrSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.RubiSpec;
import io.evenkeel.recipe.ScheduleSpec;
import io.evenkeel.recipe.StoppingSpec;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.recipe.StrategySpec.Name;
import io.evenkeel.recipe.UmtSpec;
import io.evenkeel.run.Event;
import io.evenkeel.run.Seed;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.SmallRuns.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Methods against numbers that src/test/reference/make_method_reference.py has worked out with
 * PyTorch: losses of every step and the weights after the last, of runs whose batches hold every
 * sample.
 */
class MethodReferenceTest {
  private static final Modality LEFT = new Modality("left");
  private static final Modality RIGHT = new Modality("right");

  @TempDir Path folder;

  private final Reference reference;

  MethodReferenceTest() throws IOException {
    reference = Reference.read("methods-late");
  }

  private static ModelSpec model() {
    ModelSpec mlp = ModelSpec.mlp().withWidth(6);
    return mlp.withFusion(mlp.fusion().withKind(Kind.NONE));
  }

  private static Recipe recipe(int epochs, StrategySpec strategy) {
    return SmallRuns.recipe(epochs, ScheduleSpec.defaults(), new StoppingSpec(0, 0))
        .withModel(model())
        .withOptimizer(new OptimizerSpec(0.1, 0.9, 1e-3))
        .withStrategy(strategy);
  }

  private static StrategySpec strategy(Name name) {
    return StrategySpec.defaults().withName(name);
  }

  private Dataset samples(String name) {
    JsonNode classes = reference.json().path(name);
    int[] labels = new int[classes.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classes.get(i).asInt();
    }
    return ArrayDataset.builder(3)
        .modality(LEFT, SampleShape.of(5), reference.array(name + ".left").values())
        .modality(RIGHT, SampleShape.of(4), reference.array(name + ".right").values())
        .labels(labels)
        .build();
  }

  private DataSplits splits(Dataset train) {
    HeldOut held = new HeldOut("validation", "nothing", samples("held"));
    return new DataSplits(train, held, held, List.of(held), "");
  }

  /** Trains from the reference's weights; validation picks no epoch, so the last one's are seen. */
  private void assertRun(Recipe recipe, Dataset train, String prefix, JsonNode losses) {
    Recording recording = new Recording();
    try (MultimodalNetwork network = network(recipe, train)) {
      float[][] last = new float[1][];
      Trainer.train(
          network,
          recipe,
          splits(train),
          event -> {
            recording.on(event);
            if (event instanceof Event.StepFinished) {
              last[0] = SmallRuns.state(network);
            }
          },
          NEVER);
      assertThat(recording.losses()).hasSize(losses.size());
      for (int i = 0; i < losses.size(); i++) {
        assertThat(recording.losses().get(i))
            .as("loss %d", i)
            .isCloseTo(losses.get(i).asDouble(), within(1e-5));
      }
      assertWeights(network, last[0], prefix);
    }
  }

  private MultimodalNetwork network(Recipe recipe, Dataset train) {
    MultimodalNetwork network =
        MultimodalNetwork.create(
            recipe.model(),
            train.shapes(),
            3,
            new Seed(0),
            NetworkOptions.standard()
                .with(Methods.tensors(recipe))
                .with(Methods.prediction(recipe)));
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (Parameter p : network.buffers().parameters()) {
        if (recipe.strategy().name() == Name.MLA && p.name().startsWith("heads.")) {
          p.value().copy_(reference.tensor("shared.head" + part(p)));
        } else if (!p.name().startsWith("method.")) {
          p.value().copy_(reference.tensor("initial." + p.name()));
        } else if (p.role().isPresent()) {
          p.value().copy_(reference.tensor(p.name().replace("method.rubi", "rubi.initial.mask")));
        }
      }
    }
    return network;
  }

  private static String part(Parameter p) {
    return p.name().substring(p.name().lastIndexOf('.'));
  }

  private void assertWeights(MultimodalNetwork network, float[] weights, String prefix) {
    int at = 0;
    for (Parameter p : network.buffers().parameters()) {
      int count = (int) p.shape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
      float[] values = java.util.Arrays.copyOfRange(weights, at, at + count);
      at += count;
      if (p.role().isPresent()) {
        boolean shared = prefix.startsWith("mla") && p.name().startsWith("heads.");
        String name = shared ? "head" + part(p) : p.name().replace("method.rubi", "mask");
        reference.assertClose(prefix + "." + name, values);
      }
    }
  }

  @Test
  void pmrStimulatesTheModalityThatLagsBehindItsPrototypes() {
    PmrSpec spec = new PmrSpec(1, 0.05, 1, 0.2, 1);
    JsonNode losses = reference.json().path("pmr").path("losses");
    Recipe recipe = recipe(3, strategy(Name.PMR).with(spec));

    assertRun(recipe, samples("fit"), "pmr.2", losses);
  }

  @Test
  void umtMovesFeaturesTowardsThoseOfTheTeachers() {
    List<String> teachers = new ArrayList<>();
    for (Modality m : List.of(LEFT, RIGHT)) {
      String prefix = "umt.teacher." + m + ".";
      List<NamedArray> arrays = new ArrayList<>();
      reference
          .tensors()
          .forEach(
              (name, array) -> {
                if (name.startsWith(prefix)) {
                  arrays.add(
                      new NamedArray(
                          name.substring(prefix.length()), array.shape(), array.values()));
                }
              });
      arrays.add(new NamedArray("training_steps", List.of(), new float[] {4}));
      Path file = folder.resolve(m + ".safetensors");
      Safetensors.write(file, arrays);
      teachers.add(file.toString());
    }
    Recipe recipe = recipe(2, strategy(Name.UMT).with(new UmtSpec(2, teachers)));

    assertRun(recipe, samples("fit"), "umt", reference.json().path("umt").path("losses"));
  }

  @Test
  void rubiMasksTheLogitsByWhatTheBiasedModalityTells() {
    Recipe recipe = recipe(3, strategy(Name.RUBI).with(new RubiSpec("left", 0.5, 7)));

    assertRun(recipe, samples("fit"), "rubi", reference.json().path("rubi").path("losses"));
  }

  @Test
  void mlaTrainsOneHeadInTurnsThatDoNotUndoEachOther() {
    Recipe recipe = recipe(3, strategy(Name.MLA).with(new MlaSpec(0.1)));

    assertRun(recipe, samples("fit"), "mla.2", reference.json().path("mla").path("losses"));
  }

  @Test
  void mlaPredictsByHowCertainEachBranchIsOfASample() {
    try (Scope scope = Scope.open()) {
      PerModality<Tensor> logits =
          PerModality.of(List.of(LEFT, RIGHT), m -> reference.tensor("mla.logits." + m));
      PredictionRule rule = Methods.prediction(recipe(1, strategy(Name.MLA)));

      reference.assertClose("mla.fused", Loss.prediction(rule.heard(logits)));
    }
  }

  @Test
  void milesSlowsTheModalityThatIsUsedMore() {
    Recipe recipe = recipe(6, strategy(Name.MILES).with(new MilesSpec(0.05, 0.5)));

    assertRun(recipe, samples("fit"), "miles", reference.json().path("miles").path("losses"));
  }

  @Test
  void gblendWeighsEachHeadByGeneralizationAndOverfittingOnce() {
    Recipe recipe = recipe(3, strategy(Name.GBLEND_OFFLINE).with(new GBlendSpec(9.0 / 21, 5)));

    JsonNode expected = reference.json().path("gblend").path("offline");
    assertRun(recipe, together(recipe), "gblend.offline", expected.path("losses"));
  }

  @Test
  void gblendWeighsThemAnewInEverySuperEpoch() {
    Recipe recipe = recipe(2, strategy(Name.GBLEND_ONLINE).with(new GBlendSpec(9.0 / 21, 1)));

    JsonNode expected = reference.json().path("gblend").path("online");
    assertRun(recipe, together(recipe), "gblend.online", expected.path("losses"));
  }

  /** All samples, in an order of which a run holds out just those that the reference does. */
  private Dataset together(Recipe recipe) {
    int[] order =
        EpochOrder.permutation(21, new Seed(recipe.seed()).fold("method").fold("held-out"));
    Dataset held = samples("held");
    Dataset fit = samples("fit");
    int[] labels = new int[order.length];
    float[] left = new float[5 * order.length];
    float[] right = new float[4 * order.length];
    for (int i = 0; i < order.length; i++) {
      Dataset source = i < held.size() ? held : fit;
      int sample = i < held.size() ? i : i - held.size();
      labels[order[i]] = source.label(sample);
      source.copy(LEFT, sample, left, 5 * order[i]);
      source.copy(RIGHT, sample, right, 4 * order[i]);
    }
    return ArrayDataset.builder(3)
        .modality(LEFT, SampleShape.of(5), left)
        .modality(RIGHT, SampleShape.of(4), right)
        .labels(labels)
        .build();
  }
}
