package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.Batch;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.method.SummedLosses;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.NetworkState;
import io.evenkeel.model.Parameter;
import io.evenkeel.model.SmallNetworks;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch in micro-batches is trained on as the whole batch is. */
class AccumulationTest {
  private static final double DOUBLE = 1e-12;
  private static final double SINGLE = 2e-6;
  private static final int STEPS = 6;
  private static final int CLASSES = 4;
  private static final PerModality<SampleShape> VECTORS =
      new PerModality<>(
          List.of(new Modality("m0"), new Modality("m1"), new Modality("m2")),
          List.of(SampleShape.of(3), SampleShape.of(4), SampleShape.of(5)));
  private static final ModelSpec MLP = ModelSpec.mlp().withWidth(8);

  /** A batch norm after every convolution. */
  private static final ModelSpec RESNET =
      ModelSpec.of(
              ModelSpec.Encoder.RESNET18, ModelSpec.Fusion.mmtm(List.of("layer2", "layer4"), 4))
          .withWidth(4);

  private static Recipe recipe(int accumulate) {
    return SmallRuns.recipe(1)
        .withStrategy(new StrategySpec(StrategySpec.Name.GUIDED, 0, 3, 1))
        .withOptimizer(new OptimizerSpec(0.02, 0.9, 1e-4))
        .withBatch(new BatchSpec(accumulate));
  }

  private static MultimodalNetwork network(
      ModelSpec spec, PerModality<SampleShape> shapes, Precision precision) {
    return MultimodalNetwork.create(
        spec, shapes, CLASSES, new Seed(5), new NetworkOptions(precision, List.of()));
  }

  private static Batch random(PerModality<SampleShape> shapes, int size, long seed) {
    UniformRandomProvider random = new Seed(seed).random();
    return new Batch(
        size,
        shapes.map(
            shape -> {
              float[] values = new float[size * shape.values()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble() * 2 - 1);
              }
              return values;
            }),
        IntStream.range(0, size).mapToLong(i -> random.nextInt(CLASSES)).toArray());
  }

  private static List<Batch> batches(PerModality<SampleShape> shapes, int... sizes) {
    return IntStream.range(0, STEPS)
        .mapToObj(step -> random(shapes, sizes[step % sizes.length], step))
        .toList();
  }

  /** What a network and its run are known by after a step. */
  private record Done(StepEvidence evidence, double[] state) {}

  private static List<Done> train(
      MultimodalNetwork network, List<Batch> batches, Recipe recipe, Predicate<Parameter> seen) {
    List<Done> done = new ArrayList<>();
    TrainingState state = TrainingState.start(recipe, network.modalities());
    try (SgdOptimizer optimizer = new SgdOptimizer(recipe.optimizer(), network.buffers())) {
      TrainingStep step = new TrainingStep(network, recipe, new SummedLosses(), optimizer);
      for (Batch batch : batches) {
        StepEvidence evidence = step.on(batch, new Position(1, done.size() + 1), state);
        state = state.afterStep(evidence, batch.size());
        done.add(new Done(evidence, state(network, seen)));
      }
    }
    return done;
  }

  /** Parameters, running messages and statistics of batch norms, then gradients. */
  private static double[] state(MultimodalNetwork network, Predicate<Parameter> seen) {
    try (Scope scope = Scope.open()) {
      return DoubleStream.concat(
              network.buffers().parameters().stream()
                  .filter(seen)
                  .flatMapToDouble(p -> Arrays.stream(p.value().detach().toDoubles())),
              Arrays.stream(network.buffers().gradients().toDoubles()))
          .toArray();
    }
  }

  private static boolean isStatistic(Parameter p) {
    return p.name().endsWith(".running_mean") || p.name().endsWith(".running_var");
  }

  private static void requireSame(List<Done> inParts, List<Done> whole, double tolerance) {
    assertThat(inParts).hasSameSizeAs(whole).hasSize(STEPS);
    for (int i = 0; i < STEPS; i++) {
      StepEvidence actual = inParts.get(i).evidence();
      StepEvidence expected = whole.get(i).evidence();
      String step = expected.at().toString();
      assertThat(actual.plan()).as(step).isEqualTo(expected.plan());
      assertThat(actual.accuracy()).as(step).isEqualTo(expected.accuracy());
      assertThat(actual.loss()).as(step).isCloseTo(expected.loss(), within(tolerance));
      assertThat(dSpeed(actual)).as(step).isCloseTo(dSpeed(expected), within(tolerance));
      assertThat(largestDifference(inParts.get(i).state(), whole.get(i).state()))
          .as(step)
          .isLessThan(tolerance);
    }
    assertThat(whole).anyMatch(done -> done.evidence().plan() instanceof StepPlan.Rebalance);
    assertThat(whole).anyMatch(done -> done.evidence().plan() instanceof StepPlan.Regular);
  }

  /** The largest |a − b| / max(1, |b|). */
  private static double largestDifference(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected).isNotEmpty();
    return IntStream.range(0, actual.length)
        .mapToDouble(i -> Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i])))
        .max()
        .orElseThrow();
  }

  private static double dSpeed(StepEvidence evidence) {
    return evidence.speeds().difference().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyKindOfFusionComesToWhatTheWholeBatchComesTo(Kind kind) {
    ModelSpec spec = MLP.withFusion(MLP.fusion().withKind(kind)).withFrozenNorms();
    List<Batch> batches = batches(VECTORS, 20, 20, 7);
    List<Done> whole;
    try (MultimodalNetwork network = network(spec, VECTORS, Precision.FLOAT64)) {
      whole = train(network, batches, recipe(1), p -> true);
    }
    for (int accumulate : new int[] {2, 3, 20}) {
      try (MultimodalNetwork network = network(spec, VECTORS, Precision.FLOAT64)) {
        requireSame(train(network, batches, recipe(accumulate), p -> true), whole, DOUBLE);
      }
    }
  }

  @Test
  void inSinglePrecisionItComesToTheSameButForRounding() {
    List<Batch> batches = batches(VECTORS, 20, 20, 7);
    ModelSpec spec = MLP.withFrozenNorms();
    try (MultimodalNetwork one = network(spec, VECTORS, Precision.FLOAT32);
        MultimodalNetwork other = network(spec, VECTORS, Precision.FLOAT32)) {
      requireSame(
          train(other, batches, recipe(3), p -> true),
          train(one, batches, recipe(1), p -> true),
          SINGLE);
    }
  }

  /** A batch that holds each sample so often that every micro-batch has it once. */
  private static Batch copies(Batch samples, int copies) {
    int size = samples.size();
    int[] places =
        IntStream.range(0, copies)
            .flatMap(copy -> Arrays.stream(EpochOrder.permutation(size, new Seed(copy))))
            .toArray();
    return new Batch(
        places.length,
        samples
            .inputs()
            .map(
                values -> {
                  int width = values.length / size;
                  float[] all = new float[places.length * width];
                  for (int i = 0; i < places.length; i++) {
                    System.arraycopy(values, places[i] * width, all, i * width, width);
                  }
                  return all;
                }),
        Arrays.stream(places).mapToLong(place -> samples.labels()[place]).toArray());
  }

  @Test
  void withBatchNormsThatSeeTheSameItComesToTheSame() {
    PerModality<SampleShape> images =
        SmallNetworks.IMAGES.map(image -> SampleShape.of(image.dims().get(0), 40, 40));
    List<Batch> batches = batches(images, 5).stream().map(five -> copies(five, 3)).toList();
    try (MultimodalNetwork one = network(RESNET, images, Precision.FLOAT64);
        MultimodalNetwork other = network(RESNET, images, Precision.FLOAT64)) {
      requireSame(
          train(other, batches, recipe(3), p -> !isStatistic(p)),
          train(one, batches, recipe(1), p -> !isStatistic(p)),
          // Eighteen norms divide by small deviations, which makes more of rounding at each step.
          1e3 * DOUBLE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withFrozenNormsItComesToTheSameWhateverTheMicroBatchesHold(Precision precision) {
    ModelSpec frozen = RESNET.withFrozenNorms();
    List<Batch> batches = batches(SmallNetworks.IMAGES, 20, 20, 7);
    try (MultimodalNetwork one = network(frozen, SmallNetworks.IMAGES, precision);
        MultimodalNetwork other = network(frozen, SmallNetworks.IMAGES, precision)) {
      NetworkState met = statisticsMet();
      one.restore(met);
      other.restore(met);
      List<Done> whole = train(one, batches, recipe(1), p -> true);

      requireSame(
          train(other, batches, recipe(20), p -> true),
          whole,
          precision == Precision.FLOAT64 ? DOUBLE : 10 * SINGLE);
    }
  }

  /** The state of a network whose batch norms have met some batches. */
  private static NetworkState statisticsMet() {
    try (MultimodalNetwork network = network(RESNET, SmallNetworks.IMAGES, Precision.FLOAT32)) {
      train(network, batches(SmallNetworks.IMAGES, 20), recipe(1), p -> true);
      return network.state();
    }
  }

  @Test
  void frozenNormsKeepTheirStatisticsAndLearnScaleAndShift() {
    Predicate<Parameter> scales = p -> p.name().endsWith("bn1.weight");
    Predicate<Parameter> shifts = p -> p.name().endsWith("bn1.bias");
    try (MultimodalNetwork network =
        network(RESNET.withFrozenNorms(), SmallNetworks.IMAGES, Precision.FLOAT32)) {
      network.restore(statisticsMet());
      double[] statistics = values(network, AccumulationTest::isStatistic);
      double[] scalesBefore = values(network, scales);
      double[] shiftsBefore = values(network, shifts);

      train(network, batches(SmallNetworks.IMAGES, 6), recipe(2), p -> true);

      assertThat(statistics).isNotEmpty();
      assertThat(values(network, AccumulationTest::isStatistic)).containsExactly(statistics);
      assertThat(values(network, scales)).hasSizeGreaterThan(50).isNotEqualTo(scalesBefore);
      assertThat(values(network, shifts)).hasSizeGreaterThan(50).isNotEqualTo(shiftsBefore);
    }
  }

  private static double[] values(MultimodalNetwork network, Predicate<Parameter> of) {
    try (Scope scope = Scope.open()) {
      return network.buffers().parameters().stream()
          .filter(of)
          .flatMapToDouble(p -> Arrays.stream(p.value().detach().toDoubles()))
          .toArray();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void batchNormsRecordEachMicroBatchOnce(int accumulate) {
    Batch batch = random(SmallNetworks.IMAGES, 6, 1);
    Batch copies = copies(batch, accumulate);
    try (MultimodalNetwork inParts = network(RESNET, SmallNetworks.IMAGES, Precision.FLOAT64);
        MultimodalNetwork each = network(RESNET, SmallNetworks.IMAGES, Precision.FLOAT64);
        Scope scope = Scope.open()) {
      StepPlan plan = new StepPlan.Rebalance(SmallNetworks.GRAY);
      inParts.trainInParts(MicroBatch.cut(copies, accumulate, inParts), plan, (part, logits) -> {});
      for (int i = 0; i < accumulate; i++) {
        each.train(BatchTensors.inputs(batch, each), plan);
      }

      assertThat(inParts.trainingSteps()).isEqualTo(1);
      assertThat(
              largestDifference(
                  values(inParts, AccumulationTest::isStatistic),
                  values(each, AccumulationTest::isStatistic)))
          .isLessThan(DOUBLE);
    }
  }

  @Test
  void microBatchesAreAsEqualAsCanBeAndInOrder() {
    Batch batch = random(VECTORS, 11, 1);
    try (MultimodalNetwork network = network(MLP, VECTORS, Precision.FLOAT32)) {
      List<MicroBatch> parts = MicroBatch.cut(batch, 4, network);

      assertThat(parts).extracting(part -> part.end() - part.start()).containsExactly(3, 3, 3, 2);
      try (Scope scope = Scope.open()) {
        assertThat(
                parts.stream()
                    .flatMapToLong(part -> Arrays.stream(part.targets().labels().toLongs()))
                    .toArray())
            .containsExactly(batch.labels());
      }
      assertThat(parts.stream().mapToDouble(MicroBatch::share).sum()).isCloseTo(1, within(DOUBLE));
    }
  }

  @Test
  void aBatchNormThatWouldSeeOneValueIsRefusedInOneLine() {
    try (MultimodalNetwork network = network(MLP, VECTORS, Precision.FLOAT32)) {
      assertThatThrownBy(() -> train(network, batches(VECTORS, 20), recipe(20), p -> true))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("batch.accumulate")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
  }
}
