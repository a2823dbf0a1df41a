package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.ArrayDataset;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.InputStatistics;
import io.evenkeel.data.SampleShape;
import io.evenkeel.measure.Bootstrap;
import io.evenkeel.measure.Marks;
import io.evenkeel.measure.Reference;
import io.evenkeel.measure.ScoreSum;
import io.evenkeel.measure.ShapleyPlan;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Probes of one trained network of three modalities, of which the third says nothing. */
class ProberTest {
  private static final Modality PLAIN = new Modality("plain");
  private static final Modality NOISY = new Modality("noisy");
  private static final Modality MUTE = new Modality("mute");
  private static final List<Modality> ALL = List.of(PLAIN, NOISY, MUTE);
  private static final int WIDTH = 5;
  private static final Set<Probe> ON_SPLITS = EnumSet.complementOf(EnumSet.of(Probe.GRADIENTS));

  private static final Dataset TRAIN = samples(240, 1);
  private static final Dataset TEST = samples(101, 2);
  private static final MultimodalNetwork NETWORK = network();

  private static MultimodalNetwork network() {
    return MultimodalNetwork.create(
        ModelSpec.mlp(),
        TRAIN.shapes(),
        4,
        new Seed(3),
        new NetworkOptions(Precision.FLOAT32, List.of(16L)));
  }

  @BeforeAll
  static void train() {
    Libtorch.useThreads(1);
    Recipe recipe = SmallRuns.recipe(8);
    var held = new io.evenkeel.data.HeldOut("test", "", TEST);
    Trainer.train(
        NETWORK,
        recipe,
        new io.evenkeel.data.DataSplits(TRAIN, held, held, List.of(held), ""),
        event -> {},
        SmallRuns.NEVER);
  }

  @AfterAll
  static void close() {
    NETWORK.close();
  }

  private static ArrayDataset samples(int count, long seed) {
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> i % 4);
    var data = ArrayDataset.builder(4).labels(labels);
    double[] signals = {3, 0.8, 0};
    for (int m = 0; m < 3; m++) {
      UniformRandomProvider random = new Seed(seed).fold(m).random();
      float[] values = new float[count * WIDTH];
      for (int i = 0; i < values.length; i++) {
        double signal = i % WIDTH == labels[i / WIDTH] ? signals[m] : 0;
        values[i] = (float) (1 + signal + 2 * random.nextDouble() - 1);
      }
      data.modality(ALL.get(m), SampleShape.of(WIDTH), values);
    }
    return data.build();
  }

  private static Prober prober(Reference reference, int batchSize, Runnable forwardDone) {
    return new Prober(
        NETWORK,
        TRAIN,
        new ProbeSettings(reference, batchSize, 20, new Seed(9), Optional.of(new Bootstrap(200))),
        forwardDone);
  }

  /** The data with everything that is outside the coalition replaced, sample by sample. */
  private static Dataset replaced(Set<Modality> present, Reference reference) {
    int[] other = partners();
    var data = ArrayDataset.builder(4);
    int[] labels = new int[TEST.size()];
    Arrays.setAll(labels, TEST::label);
    float[] one = new float[WIDTH];
    for (Modality m : ALL) {
      float[] values = new float[TEST.size() * WIDTH];
      for (int i = 0; i < TEST.size(); i++) {
        if (present.contains(m)) {
          TEST.copy(m, i, values, i * WIDTH);
        } else if (reference == Reference.PERMUTATION) {
          TEST.copy(m, other[i], values, i * WIDTH);
        } else if (reference == Reference.TRAIN_MEAN) {
          for (int k = 0; k < WIDTH; k++) {
            double sum = 0;
            for (int s = 0; s < TRAIN.size(); s++) {
              TRAIN.copy(m, s, one, 0);
              sum += one[k];
            }
            values[i * WIDTH + k] = (float) (sum / TRAIN.size());
          }
        }
      }
      data.modality(m, SampleShape.of(WIDTH), values);
    }
    return data.labels(labels).build();
  }

  private static int[] partners() {
    int[] circle = io.evenkeel.data.EpochOrder.permutation(TEST.size(), new Seed(7));
    int[] other = new int[circle.length];
    for (int k = 0; k < circle.length; k++) {
      other[circle[k]] = circle[(k + 1) % circle.length];
    }
    return other;
  }

  private static StandIns standIns(Reference reference, int batchSize) {
    return switch (reference) {
      case TRAIN_MEAN -> StandIns.means(NETWORK, InputStatistics.of(TRAIN));
      case ZERO -> StandIns.zeros(NETWORK);
      case PERMUTATION -> StandIns.permuted(NETWORK, TEST, batchSize, new Seed(7));
    };
  }

  @ParameterizedTest
  @EnumSource(Reference.class)
  void aCoalitionIsWorthTheAccuracyOnDataInWhichTheOthersAreReplaced(Reference reference) {
    List<Set<Modality>> coalitions = ShapleyPlan.exact(ALL).coalitions();
    Marks<Set<Modality>> marks;
    try (StandIns others = standIns(reference, 30)) {
      marks =
          (Marks<Set<Modality>>)
              new ProbePasses(NETWORK, 30, () -> {}).coalitions(TEST, coalitions, others);
    }

    for (Set<Modality> present : coalitions) {
      var predictions =
          (ClassPredictions) Evaluator.predict(NETWORK, replaced(present, reference), 40);
      double[] right = predictions.right(predictions.fused());
      assertThat(marks.right().get(present))
          .as(reference + " " + present)
          .isEqualTo(
              IntStream.range(0, right.length)
                  .filter(i -> right[i] == 1)
                  .collect(BitSet::new, BitSet::set, BitSet::or));
    }
    assertThat(marks.score(Set.of())).isLessThan(marks.score(Set.copyOf(ALL)));
  }

  @Test
  void noSampleStandsInForItself() {
    int[] other = partners();
    for (int i = 0; i < other.length; i++) {
      assertThat(other[i]).isNotEqualTo(i);
    }
    assertThat(Arrays.stream(other).distinct().count()).isEqualTo(other.length);
  }

  @ParameterizedTest
  @EnumSource(Reference.class)
  void findingsDoNotDependOnTheBatchSizeAndEveryForwardPassIsCounted(Reference reference) {
    AtomicInteger forwards = new AtomicInteger();
    Prober few = prober(reference, 30, forwards::incrementAndGet);

    List<Finding> findings = few.ask(ON_SPLITS, "test", TEST);

    assertThat(forwards.get()).isEqualTo(few.forwards(ON_SPLITS, TEST.size()));
    assertThat(findings.stream().map(Finding::probe)).containsExactlyElementsOf(ON_SPLITS);
    assertThat(prober(reference, 101, () -> {}).ask(ON_SPLITS, "test", TEST).toString())
        .isEqualTo(findings.toString());
  }

  @Test
  void theModalityThatTellsTheClassIsWorthMostAndTheMuteOneNothing() {
    List<Finding> findings =
        prober(Reference.TRAIN_MEAN, 50, () -> {}).ask(ON_SPLITS, "test", TEST);

    Finding.Shapley shapley = (Finding.Shapley) findings.get(0);
    double accuracy = Evaluator.predict(NETWORK, TEST, 50).score().accuracy();
    assertThat(shapley.values().all()).isEqualTo(accuracy).isGreaterThan(0.9);
    assertThat(shapley.values().values().get(PLAIN)).isGreaterThan(0.35);
    assertThat(shapley.values().values().get(MUTE)).isCloseTo(0, within(0.1));
    shapley
        .intervals()
        .orElseThrow()
        .forEach(
            (m, interval) ->
                assertThat(shapley.values().values().get(m))
                    .isBetween(interval.low() - 1e-12, interval.high() + 1e-12));
    Finding.Perceptual perceptual = (Finding.Perceptual) findings.get(1);
    assertThat(perceptual.scores().accuracy()).isCloseTo(accuracy, within(1e-12));
    assertThat(perceptual.scores().score(PLAIN)).isGreaterThan(0.3);
    assertThat(perceptual.scores().score(MUTE)).isCloseTo(0, within(0.1));
  }

  @Test
  void curvesBeginAtTheAccuracyAndMissingOnesEndAtTheirCoalition() {
    List<Finding> findings = prober(Reference.ZERO, 50, () -> {}).ask(ON_SPLITS, "test", TEST);
    double accuracy = Evaluator.predict(NETWORK, TEST, 50).score().accuracy();
    var missing = ((Finding.Missing) findings.get(2)).curves();
    var noise = ((Finding.Noise) findings.get(3)).curves();

    for (Modality m : ALL) {
      assertThat(missing.accuracy().get(m).get(0)).isEqualTo(accuracy);
      assertThat(noise.accuracy().get(m).get(0)).isEqualTo(accuracy);
      Set<Modality> without = new java.util.HashSet<>(ALL);
      without.remove(m);
      assertThat(missing.accuracy().get(m).get(4))
          .isEqualTo(
              Evaluator.predict(NETWORK, replaced(without, Reference.ZERO), 50).score().accuracy());
    }
    assertThat(missing.every().orElseThrow().get(0)).isCloseTo(accuracy, within(1e-12));
    assertThat(noise.accuracy().get(PLAIN).get(5)).isLessThan(accuracy - 0.3);
    assertThat(noise.accuracy().get(MUTE).get(1)).isCloseTo(accuracy, within(0.05));
  }

  @Test
  void pairwiseUtilizationFollowsFromTheBranchWithOneMessageCut() {
    Finding.Pairwise pairwise =
        (Finding.Pairwise)
            prober(Reference.ZERO, 50, () -> {}).ask(Set.of(Probe.PAIRWISE), "test", TEST).get(0);

    var all = pairwise.all();
    for (Link link : Link.among(ALL)) {
      double fused = all.branches().get(link.to()).fused();
      assertThat(pairwise.pairs().fused().get(link.to())).isEqualTo(fused);
      assertThat(pairwise.pairs().of(link))
          .hasValueCloseTo((fused - pairwise.pairs().cut().get(link)) / fused, within(1e-12));
    }
    assertThat(pairwise.pairs().of(PLAIN, MUTE).getAsDouble())
        .isGreaterThan(pairwise.pairs().of(MUTE, PLAIN).getAsDouble() + 0.2);
    assertThat(pairwise.intervals()).hasSize(6);
  }

  @Test
  void aShareOfNoRightAnswersHasNoInterval() {
    ProbeSettings settings =
        new ProbeSettings(Reference.ZERO, 1, 1, new Seed(1), Optional.of(new Bootstrap(200)));
    // A third of the resamples lack the one right answer.
    BitSet seldom = new BitSet();
    seldom.set(0);
    BitSet often = new BitSet();
    often.set(1, 20);
    Marks<String> marks = new Marks<>(20, Map.of("seldom", seldom, "often", often));

    assertThat(
            settings.shares(
                marks, List.of(ScoreSum.of("seldom"), ScoreSum.of("often")), new Seed(2)))
        .containsExactly(Optional.empty());
  }

  @Test
  void noiseLeavesTheMaskOfASequenceAsItIs() {
    SampleShape masked = new SampleShape(List.of(3, 50), new SampleShape.Content.Masked());

    float[] noise =
        ProbePasses.unitNoise(masked, new double[] {1, 1, 0.5}, 1, s -> new Seed(1).fold(s));

    assertThat(Arrays.copyOfRange(noise, 0, 100)).doesNotContain(0f);
    double ofMask = 0;
    for (int k = 100; k < 150; k++) {
      ofMask += Math.abs(noise[k]);
    }
    assertThat(ofMask).isZero();
  }

  @Test
  void noiseHasTheDeviationOfItsChannelAndFollowsFromTheSample() {
    double[] deviations = {0.5, 2, 0};
    float[] noise =
        ProbePasses.unitNoise(SampleShape.of(3, 50), deviations, 200, s -> new Seed(1).fold(s));

    for (int c = 0; c < 3; c++) {
      double sum = 0;
      double squares = 0;
      for (int s = 0; s < 200; s++) {
        for (int k = 0; k < 50; k++) {
          double value = noise[s * 150 + c * 50 + k];
          sum += value;
          squares += value * value;
        }
      }
      assertThat(sum / 10_000).isCloseTo(0, within(0.05 * deviations[c] + 1e-12));
      assertThat(Math.sqrt(squares / 10_000))
          .isCloseTo(deviations[c], within(0.04 * deviations[c] + 1e-12));
    }
    assertThat(
            ProbePasses.unitNoise(SampleShape.of(3, 50), deviations, 1, s -> new Seed(1).fold(7)))
        .isEqualTo(Arrays.copyOfRange(noise, 7 * 150, 8 * 150));
  }

  @Test
  void withTwoModalitiesPairwiseIsTheUtilizationOfTheDiagnosis() {
    var splits = SmallRuns.splits();
    try (MultimodalNetwork network = SmallRuns.network(splits)) {
      Trainer.train(network, SmallRuns.recipe(2), splits, event -> {}, SmallRuns.NEVER);
      var diagnosis =
          Diagnoser.diagnose(network, splits.train(), List.of(splits.test()), 60).get(0);

      Finding.Pairwise pairwise =
          (Finding.Pairwise)
              new Prober(
                      network,
                      splits.train(),
                      new ProbeSettings(Reference.ZERO, 60, 20, new Seed(1), Optional.empty()),
                      () -> {})
                  .ask(Set.of(Probe.PAIRWISE), "test", splits.test().data())
                  .get(0);

      for (Link link : Link.among(network.modalities())) {
        assertThat(pairwise.pairs().of(link)).isEqualTo(diagnosis.utilization().of(link.to()));
      }
      assertThat(pairwise.intervals()).isEmpty();
    }
  }
}
