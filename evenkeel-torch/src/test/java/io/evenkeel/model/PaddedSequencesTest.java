package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.SampleShape;
import io.evenkeel.data.SampleShape.Content;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Encoder;
import io.evenkeel.recipe.ModelSpec.Fusion;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Padding has no part in what becomes of a sequence, with fusion modules that shift features. */
class PaddedSequencesTest {
  private static final int STEPS = 5;
  private static final int PADDED = 9;
  private static final int CHANNELS = 3;

  private static MultimodalNetwork network(Encoder encoder, SampleShape shape) {
    return MultimodalNetwork.create(
        ModelSpec.of(encoder, new Fusion(Fusion.Kind.FILM, encoder.fusedAfter(), 4)).withWidth(8),
        PerModality.of(List.of(new Modality("a"), new Modality("b")), m -> shape),
        4,
        new Seed(3),
        new NetworkOptions(Precision.FLOAT64, List.of()));
  }

  /** Two sequences, whose padding holds values that mean nothing. */
  private static Tensor sequences(int steps, float garbage) {
    UniformRandomProvider random = new Seed(4).random();
    float[] values = new float[2 * (CHANNELS + 1) * steps];
    for (int i = 0; i < 2; i++) {
      for (int c = 0; c <= CHANNELS; c++) {
        for (int t = 0; t < steps; t++) {
          float drawn = t < STEPS ? random.nextFloat() : garbage;
          float mask = t < STEPS ? 1 : 0;
          values[(i * (CHANNELS + 1) + c) * steps + t] = c < CHANNELS ? drawn : mask;
        }
      }
    }
    return Tensor.of(values, 2, CHANNELS + 1, steps).to(Precision.FLOAT64);
  }

  private static Tensor texts(int steps) {
    float[] values = new float[2 * steps];
    for (int t = 0; t < STEPS; t++) {
      values[t] = 1 + t;
      values[steps + t] = STEPS - t;
    }
    return Tensor.of(values, 2, steps).to(Precision.FLOAT64);
  }

  private static SampleShape masked(int steps) {
    return new SampleShape(List.of(CHANNELS + 1, steps), new Content.Masked());
  }

  private static double[] logits(MultimodalNetwork network, Tensor input) {
    return network
        .evaluate(PerModality.of(network.modalities(), m -> input))
        .values()
        .get(0)
        .toDoubles();
  }

  @ParameterizedTest
  @EnumSource(names = {"TCN", "TRANSFORMER", "GRU"})
  void aPaddedSequenceGivesTheLogitsOfTheSequenceAlone(Encoder encoder) {
    try (var exact = network(encoder, masked(STEPS));
        var padded = network(encoder, masked(PADDED));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      double[] alone = logits(exact, sequences(STEPS, 0));

      assertThat(logits(padded, sequences(PADDED, 0))).containsExactly(alone, within(1e-12));
      assertThat(logits(padded, sequences(PADDED, 50))).containsExactly(alone, within(1e-12));
      assertThat(alone[0]).isNotEqualTo(alone[4]);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCN", "TRANSFORMER", "GRU"})
  void aSequenceWithoutAMaskIsOneInWhichEveryStepCounts(Encoder encoder) {
    try (var plain = network(encoder, SampleShape.of(CHANNELS, STEPS));
        var withMask = network(encoder, masked(STEPS));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      Tensor sequences = sequences(STEPS, 0);

      assertThat(logits(plain, sequences.columns(0, CHANNELS)))
          .containsExactly(logits(withMask, sequences), within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCN", "TRANSFORMER", "GRU"})
  void aPaddedTextGivesTheLogitsOfTheTextAlone(Encoder encoder) {
    Content tokens = new Content.Tokens(8);
    try (var exact = network(encoder, new SampleShape(List.of(STEPS), tokens));
        var padded = network(encoder, new SampleShape(List.of(PADDED), tokens));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      assertThat(logits(padded, texts(PADDED)))
          .containsExactly(logits(exact, texts(STEPS)), within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TCN", "TRANSFORMER", "GRU"})
  void squeezesAreMeansOverStepsThatCount(Encoder encoder) {
    try (var exact = network(encoder, masked(STEPS));
        var padded = network(encoder, masked(PADDED));
        Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      assertThat(squeezes(padded, sequences(PADDED, 3)))
          .containsExactly(squeezes(exact, sequences(STEPS, 0)), within(1e-12));
    }
  }

  private static double[] squeezes(MultimodalNetwork network, Tensor input) {
    var recorder = network.squeezeRecorder();
    network.recordSqueezes(PerModality.of(network.modalities(), m -> input), recorder);
    return recorder.means().perFusion().get(1).get(network.modalities().get(0));
  }

  @ParameterizedTest
  @EnumSource(names = {"TCN", "TRANSFORMER", "GRU"})
  void aSequenceThatIsAllPaddingGivesFiniteLogitsAndGradients(Encoder encoder) {
    try (var network = network(encoder, masked(PADDED));
        Scope scope = Scope.open()) {
      Tensor zeros = sequences(PADDED, 0).times(0);
      Tensor loss =
          Loss.of(
              network.train(
                  PerModality.of(network.modalities(), m -> zeros), new StepPlan.Regular()),
              Tensor.of(new long[] {0, 1}));
      network.buffers().backward(loss);

      assertThat(loss.item()).isFinite();
      assertThat(network.buffers().gradients().dot(network.buffers().gradients()).item())
          .isFinite()
          .isPositive();
    }
  }
}
