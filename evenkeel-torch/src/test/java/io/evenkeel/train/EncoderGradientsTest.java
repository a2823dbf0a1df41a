package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.Parameter;
import io.evenkeel.model.SmallNetworks;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cosines against those of gradients by central finite differences, in double precision. */
class EncoderGradientsTest {
  private static final double STEP = 1e-5;
  private static final long[] LABELS = {0, 1, 2, 1, 0, 2};

  @BeforeAll
  static void oneThreadIsFasterForSoLittleWork() {
    Libtorch.useThreads(1);
  }

  private static MultimodalNetwork network(int modalities, Precision precision) {
    List<Modality> names =
        IntStream.range(0, modalities).mapToObj(i -> new Modality("m" + i)).toList();
    return MultimodalNetwork.create(
        ModelSpec.of(
            ModelSpec.Encoder.MLP, ModelSpec.Fusion.mmtm(List.of("hidden1", "hidden2"), 2)),
        PerModality.of(names, m -> SampleShape.of(2 + names.indexOf(m))),
        3,
        new Seed(4),
        new NetworkOptions(precision, List.of(4L)));
  }

  private static BatchTensors batch(MultimodalNetwork network) {
    return new BatchTensors(
        SmallNetworks.inputs(network, LABELS.length, 7), new Targets(network.device().of(LABELS)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void cosinesAreThoseOfFiniteDifferences(int modalities) {
    try (MultimodalNetwork network = network(modalities, Precision.FLOAT64);
        Scope scope = Scope.open()) {
      BatchTensors batch = batch(network);
      for (Modality modality : network.modalities()) {
        OptionalDouble cosine = new EncoderGradients(network, () -> {}).cosine(batch, modality);

        assertThat(cosine).hasValueCloseTo(numeric(network, batch, modality), within(1e-6));
        assertThat(cosine.getAsDouble()).isBetween(-0.99, 0.99);
      }
    }
  }

  private static double numeric(MultimodalNetwork network, BatchTensors batch, Modality modality) {
    double product = 0;
    double own = 0;
    double others = 0;
    for (Parameter p : network.buffers().parameters()) {
      if (p.role().equals(Optional.of(new Role.Main(modality)))) {
        int count = (int) p.shape().stream().reduce(1L, Math::multiplyExact).longValue();
        for (int index = 0; index < count; index++) {
          double[] up = losses(network, batch, modality, p, index, STEP);
          double[] down = losses(network, batch, modality, p, index, -STEP);
          double first = (up[0] - down[0]) / (2 * STEP);
          double second = (up[1] - down[1]) / (2 * STEP);
          product += first * second;
          own += first * first;
          others += second * second;
        }
      }
    }
    return product / Math.sqrt(own * others);
  }

  /** The loss of a branch and the sum of those of the others, one parameter shifted. */
  private static double[] losses(
      MultimodalNetwork network,
      BatchTensors batch,
      Modality modality,
      Parameter p,
      int index,
      double shift) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      float[] delta = new float[(int) p.value().count()];
      delta[index] = 1;
      Tensor step = Tensor.of(delta, p.value().shape()).to(Precision.FLOAT64);
      p.value().add_(step, shift);
      PerModality<Tensor> logits = network.evaluate(batch.inputs());
      p.value().add_(step, -shift);
      double[] losses = new double[2];
      logits.forEach(
          (m, branch) ->
              losses[m.equals(modality) ? 0 : 1] +=
                  Functional.crossEntropy(branch, batch.labels()).item());
      return losses;
    }
  }

  @Test
  void oneModalityHasNobodyToConflictWith() {
    try (MultimodalNetwork network = network(1, Precision.FLOAT32);
        Scope scope = Scope.open()) {
      assertThat(
              new EncoderGradients(network, () -> {})
                  .cosine(batch(network), network.modalities().get(0)))
          .isEmpty();
    }
  }

  @Test
  void askingChangesNoParameterAndNoStatistic() {
    var splits = SmallRuns.splits();
    try (MultimodalNetwork network = SmallRuns.network(splits)) {
      float[] before = SmallRuns.state(network);

      var conflict =
          new EncoderGradients(network, () -> {}).conflict(splits.train(), 20, 4, new Seed(1));

      assertThat(SmallRuns.state(network)).isEqualTo(before);
      assertThat(conflict.cosines().values())
          .allSatisfy(cosines -> assertThat(cosines).hasSize(4).allMatch(c -> Math.abs(c) <= 1));
    }
  }
}
