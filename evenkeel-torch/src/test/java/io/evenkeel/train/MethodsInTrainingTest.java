package io.evenkeel.train;

import static io.evenkeel.train.SmallRuns.NEVER;
import static io.evenkeel.train.SmallRuns.STEPS_PER_EPOCH;
import static io.evenkeel.train.SmallRuns.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.input.BadInputException;
import io.evenkeel.method.Methods;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.GBlendSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.recipe.MslrSpec;
import io.evenkeel.recipe.OgmSpec;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.RubiSpec;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.recipe.StrategySpec.Name;
import io.evenkeel.recipe.UmtSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Precision;
import io.evenkeel.train.SmallRuns.Recording;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What holds of every method, by runs of all of them on late fusion. */
class MethodsInTrainingTest {
  private static final DataSplits SPLITS = SmallRuns.splits();
  private static final int EPOCHS = 3;

  @TempDir static Path teachers;

  @TempDir Path folder;

  /** Networks that have learned nothing are teachers enough. */
  @BeforeAll
  static void makeTeachers() {
    SPLITS
        .train()
        .shapes()
        .forEach(
            (m, shape) -> {
              try (MultimodalNetwork teacher =
                  MultimodalNetwork.create(
                      model(), new PerModality<>(List.of(m), List.of(shape)), 4, new Seed(9))) {
                teacher.save(teachers.resolve(m + ".safetensors"));
              }
            });
  }

  private static ModelSpec model() {
    ModelSpec mlp = ModelSpec.mlp().withWidth(16);
    return mlp.withFusion(mlp.fusion().withKind(Kind.NONE));
  }

  private static StrategySpec settings() {
    return StrategySpec.defaults()
        .with(new MslrSpec(MslrSpec.Mode.DYNAMIC, List.of(), 1))
        .with(new RubiSpec("plain", 1, 8))
        .with(new GBlendSpec(0.2, 2))
        .with(
            new UmtSpec(
                1,
                SPLITS.train().shapes().modalities().stream()
                    .map(m -> teachers.resolve(m + ".safetensors").toString())
                    .toList()));
  }

  private static Recipe recipe(Name name) {
    return SmallRuns.recipe(EPOCHS).withModel(model()).withStrategy(settings().withName(name));
  }

  private static MultimodalNetwork network(Recipe recipe) {
    return MultimodalNetwork.create(
        recipe.model(),
        SPLITS.train().shapes(),
        4,
        new Seed(3),
        new NetworkOptions(Precision.FLOAT32, List.of(16L)).with(Methods.tensors(recipe)));
  }

  private record Trace(List<StepEvidence> steps, float[] weights) {}

  private static Trace run(Recipe recipe) {
    Recording recording = new Recording();
    try (MultimodalNetwork network = network(recipe)) {
      Trainer.train(network, recipe, SPLITS, recording, NEVER);
      return new Trace(recording.steps(), state(network));
    }
  }

  private static Trace sitting(
      Recipe recipe, CheckpointFolder checkpoints, Recording recording, BooleanSupplier stop) {
    Optional<Checkpoint> from = checkpoints.newest(c -> Optional.empty(), notice -> {});
    try (MultimodalNetwork network = network(recipe)) {
      Trainer.train(
          network,
          recipe,
          SPLITS,
          recording,
          stop,
          new Trainer.Checkpoints(from, Optional.of(checkpoints)));
      return new Trace(recording.steps(), state(network));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"GUIDED", "RANDOM"})
  void aRunStoppedInAnEpochAndAtItsEndGoesOnToTheSameEnd(Name name) {
    Recipe recipe = recipe(name);
    Trace expected = run(recipe);
    assertThat(expected.steps()).hasSizeBetween(EPOCHS * 8, EPOCHS * STEPS_PER_EPOCH);
    assertThat(expected.weights()).doesNotContain(Float.NaN);
    CheckpointFolder checkpoints = new CheckpointFolder(folder);
    Recording recording = new Recording();
    for (int stop : List.of(1, 4, STEPS_PER_EPOCH, STEPS_PER_EPOCH + 5, 2 * STEPS_PER_EPOCH)) {
      sitting(recipe, checkpoints, recording, () -> recording.steps().size() >= stop);
    }

    Trace resumed = sitting(recipe, checkpoints, recording, NEVER);

    assertThat(resumed.steps()).isEqualTo(expected.steps());
    assertThat(resumed.weights()).containsExactly(expected.weights());
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"VANILLA", "GUIDED", "RANDOM", "LATE_ENSEMBLE"})
  void everyMethodTrainsOtherwiseThanTheSumOfTheLosses(Name name) {
    assertThat(run(recipe(name)).weights()).isNotEqualTo(run(recipe(Name.VANILLA)).weights());
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"VANILLA", "GUIDED", "RANDOM"})
  void noMethodTakesASingleModality(Name name) {
    assertThatThrownBy(() -> Methods.require(recipe(name), SPLITS.train().task(), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(name.key());
  }

  @Test
  void aLateEnsembleIsVanillaOnLateFusionAndRefusesAnyOther() {
    Recipe ensemble = recipe(Name.LATE_ENSEMBLE);

    assertThat(run(ensemble).weights()).containsExactly(run(recipe(Name.VANILLA)).weights());
    assertThatThrownBy(
            () -> Methods.require(ensemble.withModel(ModelSpec.mlp()), SPLITS.train().task(), 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("late-ensemble with model.fusion.kind mmtm")
        .hasMessageContaining("none");
  }

  @ParameterizedTest
  @EnumSource(names = {"JOINT", "UNIMODAL_LOSSES", "MODALITY_DROPOUT", "OGM", "OGM_GE", "MSLR"})
  void theseGoWithEveryKindOfFusionAndMicroBatches(Name name) {
    for (Kind kind : Kind.values()) {
      ModelSpec mlp = ModelSpec.mlp();
      Recipe recipe =
          recipe(name)
              .withModel(mlp.withFusion(mlp.fusion().withKind(kind)))
              .withBatch(new BatchSpec(2))
              .withOptimizer(new OptimizerSpec(0.02, 0.9, 1e-4))
              .withEpochs(1);
      assertThat(run(recipe).steps()).hasSize(STEPS_PER_EPOCH);
    }
  }

  @Test
  void agmGoesWithEveryKindOfFusion() {
    for (Kind kind : Kind.values()) {
      ModelSpec mlp = ModelSpec.mlp();
      Recipe recipe =
          recipe(Name.AGM).withModel(mlp.withFusion(mlp.fusion().withKind(kind))).withEpochs(1);
      assertThat(run(recipe).steps()).hasSize(STEPS_PER_EPOCH);
    }
  }

  /** MLPs have a batch norm, which sees parts by themselves: the draws and sums are what counts. */
  @ParameterizedTest
  @EnumSource(names = {"OGM", "OGM_GE", "MMPARETO", "MODALITY_DROPOUT"})
  void theFirstStepOfABatchInPartsIsThatOfTheWholeBatch(Name name) {
    Recipe whole = recipe(name).withModel(model().withFrozenNorms()).withEpochs(1);

    List<StepEvidence> parts = run(whole.withBatch(new BatchSpec(3))).steps();
    List<StepEvidence> once = run(whole).steps();

    // The second loss is of the weights that the first step has led to.
    for (int step = 0; step < 2; step++) {
      assertThat(parts.get(step).loss()).isCloseTo(once.get(step).loss(), within(1e-4));
    }
    assertThat(once.get(1).loss()).isNotCloseTo(once.get(0).loss(), within(1e-4));
  }

  @Test
  void noiseAloneTellsOgmGeFromOgm() {
    assertThat(run(recipe(Name.OGM_GE)).weights()).isNotEqualTo(run(recipe(Name.OGM)).weights());
  }

  @Test
  void afterItsLastEpochOgmIsJointTraining() {
    Recipe never = recipe(Name.OGM_GE).withStrategy(settings().withName(Name.OGM_GE).with(late()));

    assertThat(run(never).weights()).containsExactly(run(recipe(Name.JOINT)).weights());
  }

  private static OgmSpec late() {
    return new OgmSpec(0.5, EPOCHS + 1, EPOCHS + 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"GUIDED", "RANDOM"})
  void whereNothingIsToldNothingCanBeCut(Name name) {
    Task task = SPLITS.train().task();

    assertRefused(recipe(name), task, name.key() + " with model.fusion.kind none");
    Methods.require(recipe(name), task, 1);
    Methods.require(recipe(name).withModel(ModelSpec.mlp()), task, 2);
  }

  @Test
  void whatAMethodNeedsIsSaidBeforeTrainingBegins() {
    Task classes = SPLITS.train().task();
    Task numbers = new Task.MultiLabel(List.of("a", "b"));
    Recipe twoParts = recipe(Name.AGM).withBatch(new BatchSpec(2));

    assertRefused(recipe(Name.OGM), numbers, "ogm with labels that are no classes");
    assertRefused(recipe(Name.AGM), numbers, "agm with labels that are no classes");
    assertRefused(twoParts, classes, "agm with batch.accumulate 2");
    assertRefused(
        recipe(Name.MMPARETO).withModel(ModelSpec.mlp()),
        classes,
        "mmpareto with model.fusion.kind mmtm");
    Recipe three =
        recipe(Name.MSLR)
            .withStrategy(
                settings()
                    .withName(Name.MSLR)
                    .with(new MslrSpec(MslrSpec.Mode.KEEP, List.of(1.0, 2.0, 3.0), 5)));
    assertRefused(
        three, classes, "strategy.mslr.factors: 3 numbers; expected one for each of the 2");
  }

  @Test
  void noLearningRateFollowsFromQualitiesThatMayBeNegative() {
    Task quantities = new Task.Regression(List.of("a", "b"));
    MslrSpec keep = new MslrSpec(MslrSpec.Mode.KEEP, List.of(1.0, 2.0), 5);

    assertRefused(recipe(Name.MSLR), quantities, "strategy.mslr.mode: dynamic with quantities");
    Methods.require(recipe(Name.MSLR), new Task.MultiLabel(List.of("a", "b")), 2);
    Methods.require(
        recipe(Name.MSLR).withStrategy(settings().withName(Name.MSLR).with(keep)), quantities, 2);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"MODALITY_DROPOUT", "OGM", "OGM_GE", "AGM", "PMR", "MLA", "UMT", "RUBI", "MILES"})
  void samplesThatLackAModalityAreRefused(Name name) {
    assertThatThrownBy(() -> Methods.require(recipe(name), lackingOne()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(name.key() + " with training samples that lack a modality");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "VANILLA",
        "JOINT",
        "UNIMODAL_LOSSES",
        "MMPARETO",
        "MSLR",
        "GBLEND_OFFLINE",
        "GBLEND_ONLINE"
      })
  void theseTakeSamplesThatLackAModality(Name name) {
    Methods.require(recipe(name), lackingOne());
  }

  private static Dataset lackingOne() {
    Dataset train = SPLITS.train();
    return (Dataset)
        Proxy.newProxyInstance(
            Dataset.class.getClassLoader(),
            new Class<?>[] {Dataset.class},
            (proxy, method, arguments) ->
                method.getName().equals("has")
                    ? !arguments[1].equals(train.size() - 1)
                    : method.invoke(train, arguments));
  }

  private static void assertRefused(Recipe recipe, Task task, String message) {
    assertThatThrownBy(() -> Methods.require(recipe, task, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
