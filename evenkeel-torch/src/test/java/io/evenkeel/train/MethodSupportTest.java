package io.evenkeel.train;

import static io.evenkeel.train.SmallRuns.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.ArrayDataset;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.HeldOut;
import io.evenkeel.data.RandomSplit;
import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.method.Methods;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.GBlendSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.RubiSpec;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.recipe.StrategySpec.Name;
import io.evenkeel.recipe.UmtSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.SmallRuns.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What methods that compare, teach or mask modalities go with, and what they refuse. */
class MethodSupportTest {
  private static final List<Modality> THREE =
      List.of(new Modality("a"), new Modality("b"), new Modality("c"));
  private static final Task CLASSES = new Task.Classes(List.of("x", "y", "z"));

  @TempDir Path folder;

  private static ModelSpec model(Kind kind) {
    ModelSpec mlp = ModelSpec.mlp().withWidth(6);
    return mlp.withFusion(mlp.fusion().withKind(kind));
  }

  private static Recipe recipe(Name name) {
    return recipe(StrategySpec.defaults().with(new RubiSpec("b", 1, 5)).withName(name));
  }

  private static Recipe recipe(StrategySpec strategy) {
    return SmallRuns.recipe(2).withModel(model(Kind.NONE)).withStrategy(strategy);
  }

  /** Three modalities of 60 samples and three classes, of which the last may stand for another. */
  private static DataSplits splits(int lastClass) {
    int[] labels = new int[60];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3 == 2 ? lastClass : i % 3;
    }
    UniformRandomProvider random = new Seed(4).random();
    ArrayDataset.Builder builder = ArrayDataset.builder(3);
    for (Modality m : THREE) {
      float[] values = new float[4 * labels.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat() + (i % 4 == labels[i / 4] ? 1 : 0);
      }
      builder = builder.modality(m, SampleShape.of(4), values);
    }
    return new RandomSplit(0.2, 0.2).of(builder.labels(labels).build(), new Seed(1));
  }

  private static MultimodalNetwork network(Recipe recipe, PerModality<SampleShape> shapes) {
    return MultimodalNetwork.create(
        recipe.model(),
        shapes,
        3,
        new Seed(0),
        NetworkOptions.standard().with(Methods.tensors(recipe)).with(Methods.prediction(recipe)));
  }

  private static void train(Recipe recipe, DataSplits splits) {
    try (MultimodalNetwork network = network(recipe, splits.train().shapes())) {
      Trainer.train(network, recipe, splits, new Recording(), NEVER);
    }
  }

  private static PerModality<SampleShape> shapesOf(List<Modality> modalities) {
    return PerModality.of(modalities, m -> SampleShape.of(4));
  }

  private String teacher(Modality modality, int seed) {
    Path file = folder.resolve(modality + "-" + seed + ".safetensors");
    try (MultimodalNetwork network =
        MultimodalNetwork.create(
            model(Kind.NONE), shapesOf(List.of(modality)), 3, new Seed(seed))) {
      network.save(file);
    }
    return file.toString();
  }

  @ParameterizedTest
  @EnumSource(names = {"GBLEND_OFFLINE", "GBLEND_ONLINE", "PMR", "MLA", "UMT", "RUBI", "MILES"})
  void branchesThatExchangeInformationAreRefused(Name name) {
    assertThatThrownBy(() -> Methods.require(recipe(name).withModel(model(Kind.MMTM)), CLASSES, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(name.key() + " with model.fusion.kind mmtm")
        .hasMessageContaining("model.fusion.kind none, for ");
  }

  @ParameterizedTest
  @EnumSource(names = {"GBLEND_OFFLINE", "GBLEND_ONLINE", "PMR", "MLA"})
  void microBatchesAreRefusedWhereTheWholeBatchIsSeenAtOnce(Name name) {
    assertThatThrownBy(() -> Methods.require(recipe(name).withBatch(new BatchSpec(2)), CLASSES, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(name.key() + " with batch.accumulate 2");
  }

  @ParameterizedTest
  @EnumSource(names = {"PMR", "MLA", "RUBI", "MILES"})
  void labelsThatAreNoClassesAreRefusedWhereClassesAreCounted(Name name) {
    Task several = new Task.MultiLabel(List.of("x", "y", "z"));

    assertThatThrownBy(() -> Methods.require(recipe(name), several, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(name.key() + " with labels that are no classes");
  }

  @ParameterizedTest
  @EnumSource(names = {"PMR", "MILES"})
  void aRatioOfTwoModalitiesIsNotDefinedForThree(Name name) {
    assertThatThrownBy(() -> Methods.require(recipe(name), CLASSES, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("3 modalities; expected 2 at most");
  }

  @ParameterizedTest
  @EnumSource(names = {"GBLEND_OFFLINE", "GBLEND_ONLINE", "MLA", "UMT", "RUBI"})
  void theOthersTrainThreeModalities(Name name) {
    List<String> teachers = THREE.stream().map(m -> teacher(m, 1)).toList();
    Recipe recipe = recipe(recipe(name).strategy().with(new UmtSpec(1, teachers)));

    train(recipe, splits(2));
  }

  @Test
  void aClassWithoutATrainingSampleHasNoPrototype() {
    Recipe recipe = recipe(Name.PMR);
    DataSplits three = splits(1);
    List<Modality> two = THREE.subList(0, 2);
    Dataset pair = of(two, three.train());
    DataSplits splits =
        new DataSplits(pair, three.validation(), three.test(), three.probes(), three.digest());

    assertThatThrownBy(() -> train(recipe, splits))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("pmr with no training sample of class 2");
  }

  private static Dataset of(List<Modality> modalities, Dataset whole) {
    int[] labels = new int[whole.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = whole.label(i);
    }
    ArrayDataset.Builder builder = ArrayDataset.builder(whole.classes());
    for (Modality m : modalities) {
      float[] values = new float[4 * labels.length];
      for (int i = 0; i < labels.length; i++) {
        whole.copy(m, i, values, 4 * i);
      }
      builder = builder.modality(m, SampleShape.of(4), values);
    }
    return builder.labels(labels).build();
  }

  @ParameterizedTest
  @CsvSource({"0.001", "0.98"})
  void gblendNeedsSamplesToHoldOutAndSamplesToTrainOn(double share) {
    Recipe recipe = recipe(recipe(Name.GBLEND_ONLINE).strategy().with(new GBlendSpec(share, 1)));

    assertThatThrownBy(() -> train(recipe, splits(2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("strategy.gblend.held_out")
        .hasMessageContaining("of 36 training samples");
  }

  @Test
  void gblendOnlineNeverTrainsOnWhatItHoldsOut() {
    Recipe online = recipe(recipe(Name.GBLEND_ONLINE).strategy().with(new GBlendSpec(0.5, 1)));
    Recording recording = new Recording();
    try (MultimodalNetwork network = network(online, splits(2).train().shapes())) {
      Trainer.train(network, online, splits(2), recording, NEVER);
    }
    // Half of 36 samples are one batch of 18; all of them would be two of 20 and 16.
    assertThat(recording.steps()).hasSize(2);
  }

  @Test
  void rubiMasksByAModalityThatThereIs() {
    Recipe recipe = recipe(StrategySpec.defaults().withName(Name.RUBI));

    assertThatThrownBy(() -> network(recipe, shapesOf(THREE)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("strategy.rubi.modality: color; expected one of [a, b, c]");
  }

  @Test
  void umtNeedsATeacherOfEachModalityAlone() {
    String a = teacher(THREE.get(0), 1);
    assertRefused(List.of(), "none");
    assertRefused(List.of(a), "those of [a]");
    assertRefused(List.of(a, teacher(THREE.get(0), 2)), "a second one of a");
    assertRefused(List.of(teacher(new Modality("d"), 1)), "a network of [d]");
  }

  @Test
  void umtNeedsTeachersOfTheSameKindOfSamples() {
    Path file = folder.resolve("wide.safetensors");
    try (MultimodalNetwork wide =
        MultimodalNetwork.create(
            model(Kind.NONE),
            PerModality.of(List.of(THREE.get(0)), m -> SampleShape.of(5)),
            3,
            new Seed(1))) {
      wide.save(file);
    }

    assertRefused(List.of(file.toString()), "a network of samples of shape [5]");
  }

  private static void assertRefused(List<String> teachers, String found) {
    Recipe recipe = recipe(recipe(Name.UMT).strategy().with(new UmtSpec(1, teachers)));
    assertThatThrownBy(() -> train(recipe, splits(2)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("strategy.umt.teachers")
        .hasMessageContaining(found);
  }

  @Test
  void umtDoesNotGoOnWithOtherTeachers() {
    List<String> teachers = THREE.stream().map(m -> teacher(m, 1)).toList();
    Recipe recipe = recipe(recipe(Name.UMT).strategy().with(new UmtSpec(1, teachers)));
    CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
    DataSplits splits = splits(2);
    try (MultimodalNetwork network = network(recipe, splits.train().shapes())) {
      Trainer.train(
          network,
          recipe,
          splits,
          new Recording(),
          () -> true,
          new Trainer.Checkpoints(Optional.empty(), Optional.of(checkpoints)));
    }
    Optional<Checkpoint> newest = checkpoints.newest(c -> Optional.empty(), notice -> {});
    assertThat(newest).isPresent();
    List<String> others = new ArrayList<>(teachers.subList(0, 2));
    others.add(teacher(THREE.get(2), 5));
    Recipe changed = recipe(recipe(Name.UMT).strategy().with(new UmtSpec(1, others)));

    try (MultimodalNetwork network = network(changed, splits.train().shapes())) {
      assertThatThrownBy(
              () ->
                  Trainer.train(
                      network,
                      changed,
                      splits,
                      new Recording(),
                      NEVER,
                      new Trainer.Checkpoints(newest, Optional.empty())))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("other weights than those that the run began with");
    }
  }

  @Test
  void mlaLeavesOneHeadForAllBranches() {
    Recipe recipe = recipe(Name.MLA);
    try (Scope scope = Scope.open();
        MultimodalNetwork network = network(recipe, shapesOf(THREE))) {
      Trainer.train(network, recipe, splits(2), new Recording(), NEVER);
      for (int part = 0; part < 2; part++) {
        Parameter first = network.head(THREE.get(0)).get(part);
        for (Modality m : THREE) {
          assertThat(network.head(m).get(part).value().detach().toFloats())
              .containsExactly(first.value().detach().toFloats());
        }
      }
    }
  }

  @Test
  void mlaNeedsAsManyFeaturesInEveryBranch() {
    PerModality<Long> widths = new PerModality<>(THREE, List.of(6L, 6L, 8L));

    assertThatThrownBy(() -> Methods.tensors(recipe(Name.MLA)).of(widths, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mla with branches of [6, 6, 8] features");
  }

  @Test
  void certaintyDecidesBetweenBranchesThatContradictEachOther() {
    PerModality<SampleShape> shapes = shapesOf(THREE.subList(0, 2));
    try (Scope scope = Scope.open();
        MultimodalNetwork mla = network(recipe(Name.MLA), shapes);
        MultimodalNetwork joint = network(recipe(Name.JOINT), shapes)) {
      // By the mean the second class wins by a hair; the second branch, which says the first, is
      // more certain.
      PerModality<Tensor> logits =
          new PerModality<>(
              THREE.subList(0, 2),
              List.of(
                  Tensor.of(new float[] {2, 5, 3.9f}, 1, 3),
                  Tensor.of(new float[] {4.5f, 2, -9}, 1, 3)));
      double[] certain = Loss.prediction(mla.prediction().heard(logits)).toDoubles();
      double[] mean = Loss.prediction(joint.prediction().heard(logits)).toDoubles();

      double first = entropy(2, 5, 3.9);
      double second = entropy(4.5, 2, -9);
      double weight = Math.exp(-first) / (Math.exp(-first) + Math.exp(-second));
      assertThat(mean).usingComparatorWithPrecision(1e-5).containsExactly(3.25, 3.5, -2.55);
      assertThat(certain[0]).isCloseTo(weight * 2 + (1 - weight) * 4.5, within(1e-5));
      assertThat(certain[1]).isCloseTo(weight * 5 + (1 - weight) * 2, within(1e-5));
      assertThat(certain[0]).isGreaterThan(certain[1]);
    }
  }

  private static double entropy(double... logits) {
    double sum = 0;
    for (double l : logits) {
      sum += Math.exp(l);
    }
    double entropy = 0;
    for (double l : logits) {
      double p = Math.exp(l) / sum;
      entropy -= p * Math.log(p);
    }
    return entropy;
  }

  @Test
  void networksOfDoublePrecisionHaveProjectionsAndPrototypesToo() {
    for (Name name : List.of(Name.PMR, Name.MLA, Name.RUBI)) {
      Recipe recipe = recipe(name);
      List<Modality> two = THREE.subList(0, 2);
      DataSplits splits = splits(2);
      Dataset pair = of(two, splits.train());
      DataSplits pairs =
          new DataSplits(
              pair,
              new HeldOut("v", "v", pair),
              new HeldOut("t", "t", pair),
              List.of(new HeldOut("t", "t", pair)),
              "");
      try (MultimodalNetwork network =
          MultimodalNetwork.create(
              recipe.model(),
              pair.shapes(),
              3,
              new Seed(0),
              new NetworkOptions(Precision.FLOAT64, List.of()).with(Methods.tensors(recipe)))) {
        Trainer.train(network, recipe, pairs, new Recording(), NEVER);
      }
    }
  }
}
