package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.ArrayDataset;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.RandomSplit;
import io.evenkeel.data.SampleShape;
import io.evenkeel.measure.Bootstrap;
import io.evenkeel.measure.NumberAnswers;
import io.evenkeel.measure.Quality;
import io.evenkeel.measure.Reference;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Seed;
import io.evenkeel.run.SplitScore;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels and quantities that three modalities tell, some of which samples lack. */
class TasksInTrainingTest {
  private static final Modality PLAIN = new Modality("plain");
  private static final Modality NOISY = new Modality("noisy");
  private static final Modality MUTE = new Modality("mute");
  private static final int SAMPLES = 300;

  @BeforeAll
  static void oneThreadIsFasterForSoLittleWork() {
    Libtorch.useThreads(1);
  }

  static List<Task> tasks() {
    return List.of(
        new Task.MultiLabel(List.of("a", "b")), new Task.Regression(List.of("near", "far")));
  }

  /** Quantities far from 0 and of different sizes; labels that apply where they exceed it. */
  private static DataSplits splits(Task task) {
    UniformRandomProvider random = new Seed(1).random();
    float[] plain = new float[3 * SAMPLES];
    float[] noisy = new float[3 * SAMPLES];
    float[] targets = new float[2 * SAMPLES];
    boolean[] has = new boolean[SAMPLES];
    double[] weights = new double[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      for (int k = 0; k < 2; k++) {
        double hidden = 2 * random.nextDouble() - 1;
        plain[3 * s + k] = (float) hidden;
        noisy[3 * s + k] = (float) (hidden + 2 * random.nextDouble() - 1);
        boolean applies = hidden > 0;
        targets[2 * s + k] =
            task instanceof Task.MultiLabel
                ? applies ? 1 : 0
                : (float) (k == 0 ? 500 + hidden : 1e-3 * hidden);
      }
      has[s] = random.nextInt(4) > 0;
      weights[s] = random.nextInt(2) + 1;
    }
    return new RandomSplit(0.2, 0.2)
        .of(
            ArrayDataset.builder(task)
                .modality(PLAIN, SampleShape.of(3), plain, has)
                .modality(NOISY, SampleShape.of(3), noisy)
                .modality(MUTE, SampleShape.of(2), new float[2 * SAMPLES], new boolean[SAMPLES])
                .targets(targets)
                .weights(weights)
                .build(),
            new Seed(1));
  }

  private static MultimodalNetwork network(DataSplits splits) {
    return MultimodalNetwork.create(
        ModelSpec.mlp(),
        splits.train().shapes(),
        splits.train().task().outputs(),
        new Seed(3),
        new NetworkOptions(Precision.FLOAT32, List.of(16L)));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void trainingLearnsThemAndEpochsAreChosenByTheirQuality(Task task) {
    DataSplits splits = splits(task);
    SmallRuns.Recording recording = new SmallRuns.Recording();
    try (MultimodalNetwork network = network(splits)) {
      TrainingResult result =
          Trainer.train(network, SmallRuns.recipe(8), splits, recording, SmallRuns.NEVER);

      List<EpochReport> epochs = recording.epochs();
      assertThat(epochs).allMatch(report -> report.trainAccuracy().isEmpty());
      double best = epochs.stream().mapToDouble(r -> r.validation().accuracy()).max().orElseThrow();
      assertThat(result.bestValidation().accuracy()).isEqualTo(best).isBetween(0.7, 1.0);
      Diagnosis diagnosis =
          Diagnoser.diagnose(network, splits.train(), List.of(splits.test()), 60).get(0);
      assertThat(diagnosis.answers().quality()).isEqualTo(task.quality());
      assertThat(diagnosis.score().accuracy()).isGreaterThan(0.6);
      assertThat(diagnosis.score().branchAccuracy().get(PLAIN)).isGreaterThan(0.8);
      // Nobody has it: there is nothing to measure, and so no rate.
      assertThat(diagnosis.score().branchAccuracy().get(MUTE)).isZero();
      assertThat(diagnosis.utilization().of(MUTE)).isEmpty();
      assertThat(diagnosis.utilization().of(NOISY)).isPresent();
      assertThat(result.speeds().difference()).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void whatIsToldOfASplitDoesNotDependOnTheBatchSize(Task task) {
    DataSplits splits = splits(task);
    try (MultimodalNetwork network = network(splits)) {
      SplitScore small = Evaluator.predict(network, splits.test().data(), 7).score();
      SplitScore large = Evaluator.predict(network, splits.test().data(), 60).score();

      assertThat(small.loss()).isCloseTo(large.loss(), within(1e-5));
      assertThat(small.accuracy()).isCloseTo(large.accuracy(), within(1e-5));
    }
  }

  @Test
  void quantitiesAreToldInTheirOwnUnits() {
    DataSplits splits = splits(new Task.Regression(List.of("near", "far")));
    try (MultimodalNetwork network = network(splits)) {
      Trainer.train(network, SmallRuns.recipe(8), splits, event -> {}, SmallRuns.NEVER);

      var answers =
          (NumberAnswers)
              Diagnoser.diagnose(network, splits.train(), List.of(splits.test()), 60)
                  .get(0)
                  .answers();

      assertThat(answers.quality()).isEqualTo(Quality.R2);
      for (int s = 0; s < answers.samples(); s++) {
        assertThat(answers.truthOf(s, 0)).isBetween(499.0, 501.0);
        assertThat(answers.predictionOf(s, 0)).isBetween(498.0, 502.0);
        assertThat(answers.predictionOf(s, 1)).isBetween(-2e-3, 2e-3);
      }
    }
  }

  @Test
  void aPredictionIsTheMeanOfTheBranchesThatASampleHas() {
    DataSplits splits = splits(new Task.MultiLabel(List.of("a", "b")));
    try (MultimodalNetwork network = network(splits)) {
      var told = (NumberPredictions) Evaluator.predict(network, splits.test().data(), 60);

      for (int s = 0; s < splits.test().data().size(); s++) {
        boolean plain = splits.test().data().has(PLAIN, s);
        double noisy = told.branches().get(NOISY)[2 * s];
        double expected = plain ? (told.branches().get(PLAIN)[2 * s] + noisy) / 2 : noisy;
        assertThat(told.fused()[2 * s]).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void everyProbeAsksForTheQualityOfTheTask(Task task) {
    DataSplits splits = splits(task);
    Dataset test = splits.test().data();
    try (MultimodalNetwork network = network(splits)) {
      Trainer.train(network, SmallRuns.recipe(8), splits, event -> {}, SmallRuns.NEVER);
      Prober prober =
          new Prober(
              network,
              splits.train(),
              new ProbeSettings(
                  Reference.ZERO, 60, 20, new Seed(2), Optional.of(new Bootstrap(100))),
              () -> {});
      SplitScore score = Evaluator.predict(network, test, 60).score();

      List<Finding> found =
          prober.ask(EnumSet.complementOf(EnumSet.of(Probe.GRADIENTS)), "test", test);

      Finding.Shapley shapley = (Finding.Shapley) found.get(0);
      assertThat(shapley.values().all()).isEqualTo(score.accuracy());
      assertThat(shapley.values().values().get(PLAIN))
          .isGreaterThan(shapley.values().values().get(NOISY) + 0.05);
      assertThat(shapley.intervals().orElseThrow().get(PLAIN).low()).isPositive();
      var perceptual = ((Finding.Perceptual) found.get(1)).scores();
      assertThat(perceptual.accuracy()).isEqualTo(score.accuracy());
      assertThat(perceptual.score(PLAIN)).isGreaterThan(0.1);
      var missing = ((Finding.Missing) found.get(2)).curves();
      assertThat(missing.accuracy().get(NOISY).get(0)).isEqualTo(score.accuracy());
      assertThat(missing.accuracy().get(NOISY).get(4))
          .isEqualTo(Evaluator.predict(network, silent(test), 60).score().accuracy());
      assertThat(missing.every().orElseThrow().get(0)).isCloseTo(score.accuracy(), within(1e-12));
      assertThat(missing.every().orElseThrow().get(4))
          .isCloseTo(shapley.values().none(), within(1e-12));
      var noise = ((Finding.Noise) found.get(3)).curves();
      assertThat(noise.accuracy().get(PLAIN).get(0)).isEqualTo(score.accuracy());
      assertThat(noise.accuracy().get(PLAIN).get(5)).isLessThan(score.accuracy() - 0.1);
      Finding.Pairwise pairwise = (Finding.Pairwise) found.get(4);
      assertThat(pairwise.pairs().fused()).isEqualTo(score.branchAccuracy());
      // Nobody has it: there is nothing to measure, and so no rate.
      assertThat(pairwise.pairs().of(PLAIN, MUTE)).isEmpty();
      assertThat(pairwise.intervals()).containsKey(new Link(PLAIN, NOISY));
      assertThat(pairwise.intervals()).doesNotContainKey(new Link(PLAIN, MUTE));
      assertThat(prober.gradients().conflict().toString()).doesNotContain("NaN");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAIN_MEAN", "ZERO"})
  void whoSeesNothingTellsLabelsNoBetterThanTheirShare(Reference reference) {
    // In falling order of a label, so that any other order of what is the same shows.
    int samples = 61;
    Task task = new Task.MultiLabel(List.of("a", "b"));
    float[] targets = new float[2 * samples];
    for (int s = 0; s < samples; s++) {
      targets[2 * s] = s < 20 ? 1 : 0;
      targets[2 * s + 1] = s < 45 ? 0 : 1;
    }
    UniformRandomProvider random = new Seed(4).random();
    float[] sequences = new float[samples * 3 * 9];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = (float) random.nextDouble();
    }
    Dataset data =
        ArrayDataset.builder(task)
            .modality(PLAIN, SampleShape.of(3, 9), sequences)
            .modality(NOISY, SampleShape.of(3, 9), sequences)
            .targets(targets)
            .build();
    ModelSpec spec =
        ModelSpec.of(
            ModelSpec.Encoder.TRANSFORMER,
            ModelSpec.Fusion.mmtm(ModelSpec.Encoder.TRANSFORMER.fusedAfter(), 4));
    for (int batchSize : List.of(7, 33, 61)) {
      try (MultimodalNetwork network =
          MultimodalNetwork.create(spec.withWidth(8), data.shapes(), 2, new Seed(3))) {
        Prober prober =
            new Prober(
                network,
                data,
                new ProbeSettings(reference, batchSize, 20, new Seed(2), Optional.empty()),
                () -> {});

        var shapley = (Finding.Shapley) prober.ask(EnumSet.of(Probe.SHAPLEY), "test", data).get(0);

        assertThat(shapley.values().none()).isCloseTo((20 + 16) / 122.0, within(1e-12));
      }
    }
  }

  @Test
  void aModalityThatNoSampleHasIsNotMadeNoisy() {
    Task task = new Task.MultiLabel(List.of("a", "b"));
    DataSplits splits = splits(task);
    Dataset test = splits.test().data();
    float[] noisy = new float[3 * test.size()];
    float[] targets = new float[2 * test.size()];
    for (int s = 0; s < test.size(); s++) {
      test.copy(NOISY, s, noisy, 3 * s);
      System.arraycopy(test.target(s), 0, targets, 2 * s, 2);
    }
    Dataset lacking =
        ArrayDataset.builder(task)
            .modality(PLAIN, SampleShape.of(3), new float[noisy.length], new boolean[test.size()])
            .modality(NOISY, SampleShape.of(3), noisy)
            .modality(MUTE, SampleShape.of(2), new float[2 * test.size()], new boolean[test.size()])
            .targets(targets)
            .build();
    try (MultimodalNetwork network = network(splits)) {
      Trainer.train(network, SmallRuns.recipe(2), splits, event -> {}, SmallRuns.NEVER);
      var settings = new ProbeSettings(Reference.ZERO, 60, 20, new Seed(2), Optional.empty());
      Prober prober = new Prober(network, splits.train(), settings, () -> {});

      var noise = (Finding.Noise) prober.ask(EnumSet.of(Probe.NOISE), "test", lacking).get(0);

      List<Double> ofPlain = noise.curves().accuracy().get(PLAIN);
      assertThat(ofPlain).containsOnly(ofPlain.get(0));
      assertThat(noise.curves().accuracy().get(NOISY).get(5)).isNotEqualTo(ofPlain.get(0));
    }
  }

  /** The same with zeros in one modality, which is not called missing. */
  private static Dataset silent(Dataset data) {
    var builder = ArrayDataset.builder(data.task());
    data.shapes()
        .forEach(
            (m, shape) -> {
              float[] values = new float[data.size() * shape.values()];
              boolean[] has = new boolean[data.size()];
              for (int s = 0; s < data.size(); s++) {
                has[s] = data.has(m, s);
                if (!m.equals(NOISY)) {
                  data.copy(m, s, values, s * shape.values());
                }
              }
              builder.modality(m, shape, values, has);
            });
    float[] targets = new float[data.size() * data.task().outputs()];
    for (int s = 0; s < data.size(); s++) {
      System.arraycopy(
          data.target(s), 0, targets, s * data.task().outputs(), data.task().outputs());
    }
    return builder.targets(targets).build();
  }

  @Test
  void classesOfSamplesThatLackModalitiesAreToldAndProbed() {
    int[] labels = new int[SAMPLES];
    float[] plain = new float[SAMPLES];
    boolean[] has = new boolean[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      labels[s] = s % 2;
      plain[s] = 2 * labels[s] - 1;
      has[s] = s % 3 > 0;
    }
    DataSplits splits =
        new RandomSplit(0.2, 0.2)
            .of(
                ArrayDataset.builder(2)
                    .modality(PLAIN, SampleShape.of(1), plain, has)
                    .modality(NOISY, SampleShape.of(1), new float[SAMPLES])
                    .labels(labels)
                    .build(),
                new Seed(1));
    try (MultimodalNetwork network = network(splits)) {
      Trainer.train(network, SmallRuns.recipe(4), splits, event -> {}, SmallRuns.NEVER);
      SplitScore score = Evaluator.predict(network, splits.test().data(), 60).score();
      var pairwise =
          (Finding.Pairwise)
              new Prober(
                      network,
                      splits.train(),
                      new ProbeSettings(
                          io.evenkeel.measure.Reference.ZERO,
                          60,
                          20,
                          new Seed(2),
                          Optional.of(new io.evenkeel.measure.Bootstrap(100))),
                      () -> {})
                  .ask(EnumSet.of(Probe.PAIRWISE), "test", splits.test().data())
                  .get(0);

      // Who has the modality is told its class; who has not can only be guessed.
      assertThat(score.branchAccuracy().get(PLAIN)).isEqualTo(1);
      assertThat(score.accuracy()).isLessThan(1);
      assertThat(pairwise.pairs().fused()).isEqualTo(score.branchAccuracy());
      // With two modalities, cutting the one message is cutting all.
      assertThat(pairwise.pairs().of(NOISY, PLAIN)).isEqualTo(pairwise.all().of(PLAIN));
    }
  }
}
