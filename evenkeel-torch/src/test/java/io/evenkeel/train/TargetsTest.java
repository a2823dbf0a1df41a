package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.Batch;
import io.evenkeel.data.BatchTargets;
import io.evenkeel.data.SampleShape;
import io.evenkeel.method.SummedLosses;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetsTest {
  private static final Modality A = new Modality("a");
  private static final Modality B = new Modality("b");
  private static final Modality C = new Modality("c");
  private static final PerModality<SampleShape> SHAPES =
      PerModality.of(List.of(A, B, C), m -> SampleShape.of(3));
  private static final List<String> NAMES = List.of("x", "y");

  @BeforeAll
  static void oneThreadIsFasterForSoLittleWork() {
    Libtorch.useThreads(1);
  }

  static List<Task> tasks() {
    return List.of(
        new Task.Classes(NAMES),
        new Task.MultiLabel(NAMES),
        new Task.Regression(NAMES, List.of(new Task.Scale(1, 2), new Task.Scale(-1, 0.5))));
  }

  private static MultimodalNetwork network() {
    return MultimodalNetwork.create(
        ModelSpec.mlp().withFrozenNorms(),
        SHAPES,
        2,
        new Seed(3),
        new NetworkOptions(Precision.FLOAT64, List.of(4L)));
  }

  private static boolean[] has(int... samples) {
    boolean[] has = new boolean[samples.length];
    for (int i = 0; i < has.length; i++) {
      has[i] = samples[i] == 1;
    }
    return has;
  }

  private static PerModality<boolean[]> presence(boolean[] a, boolean[] b, boolean[] c) {
    return new PerModality<>(List.of(A, B, C), List.of(a, b, c));
  }

  private static BatchTargets plain(Task task, int size) {
    UniformRandomProvider random = new Seed(8).random();
    long[] labels = new long[size];
    float[] values = new float[task instanceof Task.Classes ? 0 : 2 * size];
    for (int i = 0; i < size; i++) {
      labels[i] = task instanceof Task.Classes ? random.nextInt(2) : 0;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2);
    }
    return new BatchTargets(task, labels, values, Optional.empty(), Optional.empty());
  }

  private static BatchTargets with(
      BatchTargets plain, double[] weights, PerModality<boolean[]> presence) {
    return new BatchTargets(
        plain.task(), plain.labels(), plain.values(), Optional.of(weights), Optional.of(presence));
  }

  private static Batch batch(BatchTargets targets) {
    UniformRandomProvider random = new Seed(9).random();
    return new Batch(
        targets.size(),
        SHAPES.map(
            shape -> {
              float[] values = new float[targets.size() * shape.values()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2 * random.nextDouble() - 1);
              }
              return values;
            }),
        targets);
  }

  /** Samples of which some weigh nothing, some lack one, two or all modalities. */
  private static Batch uneven(Task task) {
    return batch(
        with(
            plain(task, 7),
            new double[] {1, 2, 0, 0.5, 3, 1, 4},
            presence(
                has(1, 0, 1, 1, 0, 0, 0), has(1, 1, 1, 0, 1, 0, 0), has(1, 1, 0, 0, 0, 1, 0))));
  }

  private static double[] trained(Batch batch, int accumulate) {
    Recipe recipe =
        SmallRuns.recipe(1)
            .withOptimizer(new OptimizerSpec(0.1, 0.9, 1e-4))
            .withBatch(new BatchSpec(accumulate));
    try (MultimodalNetwork network = network();
        SgdOptimizer optimizer = new SgdOptimizer(recipe.optimizer(), network.buffers());
        Scope scope = Scope.open()) {
      TrainingState state = TrainingState.start(recipe, network.modalities());
      double loss =
          new TrainingStep(network, recipe, new SummedLosses(), optimizer)
              .on(batch, new Position(1, 1), state)
              .loss();
      double[] values = network.buffers().values().detach().toDoubles();
      double[] all = Arrays.copyOf(values, values.length + 1);
      all[values.length] = loss;
      return all;
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void microBatchesComeToWhatTheWholeBatchComesTo(Task task) {
    for (Batch batch : List.of(uneven(task), batch(plain(task, 7)))) {
      double[] whole = trained(batch, 1);
      assertThat(trained(batch, 2)).containsExactly(whole, within(1e-12));
      assertThat(trained(batch, 3)).containsExactly(whole, within(1e-12));
      assertThat(trained(batch, 7)).containsExactly(whole, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void aMeanCountsAsMuchAsTheSamplesItIsOf(Task task) {
    try (MultimodalNetwork network = network();
        Scope scope = Scope.open()) {
      Targets uneven = Targets.of(uneven(task), network);
      Targets plain = Targets.of(batch(plain(task, 7)), network);

      assertThat(List.of(uneven.weight(A), uneven.weight(B), uneven.weight(C), uneven.weight()))
          .containsExactly(1.5, 6.0, 4.0, 7.5);
      assertThat(List.of(plain.weight(A), plain.weight())).containsExactly(7.0, 7.0);
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void aBatchWhereNobodyHasAModalityHasNoLossOfItAndNoGradient(Task task) {
    boolean[] everybody = has(1, 1, 1);
    Batch batch =
        batch(
            with(
                plain(task, 3),
                new double[] {1, 1, 1},
                presence(everybody, has(0, 0, 0), everybody)));
    try (MultimodalNetwork network = network();
        Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(batch, network);
      PerModality<Tensor> logits = network.evaluate(tensors.inputs());

      Tensor loss = tensors.targets().branchLoss(B, logits.get(B));
      network.buffers().backward(loss);

      assertThat(loss.item()).isZero();
      assertThat(network.buffers().gradients().toDoubles()).containsOnly(0);
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void whereNobodyWeighsAnythingThereIsNothingToLearn(Task task) {
    boolean[] everybody = has(1, 1);
    Batch batch =
        batch(with(plain(task, 2), new double[] {0, 0}, presence(everybody, everybody, everybody)));
    try (MultimodalNetwork network = network();
        Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(batch, network);
      PerModality<Tensor> logits = network.evaluate(tensors.inputs());

      assertThat(tensors.targets().loss(logits).item()).isZero();
      assertThat(tensors.targets().jointLoss(logits).item()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void equalWeightsAndNothingAbsentComeToThePlainLoss(Task task) {
    boolean[] everybody = has(1, 1, 1, 1, 1);
    BatchTargets plain = plain(task, 5);
    BatchTargets weighed =
        with(plain, new double[] {3, 3, 3, 3, 3}, presence(everybody, everybody, everybody));
    try (MultimodalNetwork network = network();
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      BatchTensors tensors = BatchTensors.of(batch(plain), network);
      PerModality<Tensor> logits = network.evaluate(tensors.inputs());
      Targets same = Targets.of(batch(weighed), network);

      assertThat(same.loss(logits).item())
          .isCloseTo(tensors.targets().loss(logits).item(), within(1e-12));
      assertThat(same.jointLoss(logits).item())
          .isCloseTo(tensors.targets().jointLoss(logits).item(), within(1e-12));
      assertThat(same.prediction(logits).toDoubles())
          .containsExactly(tensors.targets().prediction(logits).toDoubles(), within(1e-12));
    }
  }

  @Test
  void aPlainBatchOfClassesIsTheLossOfThePaperBitByBit() {
    try (MultimodalNetwork network = network();
        Scope scope = Scope.open()) {
      BatchTensors tensors = BatchTensors.of(batch(plain(tasks().get(0), 5)), network);
      PerModality<Tensor> logits = network.evaluate(tensors.inputs());

      assertThat(tensors.targets().shares()).isEmpty();
      assertThat(tensors.targets().loss(logits).item())
          .isEqualTo(Loss.of(logits, tensors.labels()).item());
      assertThat(tensors.targets().prediction(logits).toDoubles())
          .isEqualTo(Loss.prediction(logits).toDoubles());
    }
  }
}
