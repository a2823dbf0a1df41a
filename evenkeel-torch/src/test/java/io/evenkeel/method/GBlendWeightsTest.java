package io.evenkeel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.ArrayDataset;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.GBlendSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** How G-Blend weighs heads where batches do not count alike. */
class GBlendWeightsTest {
  private static final Modality A = new Modality("a");
  private static final Modality B = new Modality("b");

  /** Losses and weights that are given. */
  private record Given(double ofA, double weightOfA, double others) implements Objective {
    @Override
    public Tensor branchLoss(Modality modality, Tensor logits) {
      return scalar(modality.equals(A) ? ofA : others);
    }

    @Override
    public Tensor loss(PerModality<Tensor> logits) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tensor jointLoss(PerModality<Tensor> logits) {
      return scalar(others);
    }

    @Override
    public double weight(Modality modality) {
      return modality.equals(A) ? weightOfA : 5;
    }

    @Override
    public double weight() {
      return 5;
    }

    @Override
    public Tensor labels() {
      throw new UnsupportedOperationException();
    }
  }

  private static Tensor scalar(double value) {
    return Tensor.of(new double[] {value}, 1);
  }

  /** Every loss is 2 before a trial; after it 1 on what is trained on, and more on the rest. */
  private static final class View implements EpochView {
    private final Dataset train;
    private boolean trained;

    View(Dataset train) {
      this.train = train;
    }

    @Override
    public int epoch() {
      return 1;
    }

    @Override
    public MultimodalNetwork network() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Dataset train() {
      return train;
    }

    @Override
    public Dataset validation() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void pass(
        Dataset data, List<int[]> batches, BiConsumer<PerModality<Tensor>, Objective> visit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void evaluate(Dataset data, BiConsumer<Branches, Objective> visit) {
      PerModality<Tensor> logits = PerModality.of(List.of(A, B), m -> Tensor.of(new float[5], 5));
      Branches branches = new Branches(logits, logits);
      boolean heldOut = data.size() < train.size() / 2;
      double usual = trained ? 1 : 2;
      visit.accept(branches, new Given(usual, 3, usual));
      double rest = trained && heldOut ? 2 : usual;
      visit.accept(branches, new Given(rest, 1, rest));
    }

    @Override
    public void trial(Trial trial, Runnable look) {
      trained = true;
      look.run();
      trained = false;
    }
  }

  @Test
  void aBatchCountsInTheMeanLossOfAHeadAsMuchAsItsSamplesWeigh() {
    Dataset train =
        ArrayDataset.builder(2)
            .modality(A, SampleShape.of(1), new float[10])
            .modality(B, SampleShape.of(1), new float[10])
            .labels(new int[10])
            .build();
    GBlend method =
        new GBlend(
            new GBlendSpec(0.2, 1),
            new GBlend.Timing(GBlend.Mode.OFFLINE, 1),
            List.of(A, B),
            new Seed(1));
    method.samples(train);
    try (Scope scope = Scope.open()) {
      method.beforeEpoch(new View(train));
    }

    // Of a, L^V falls to (3·1 + 1·2) / 4 = 1.25: ΔG = .75, ΔO = .25, so 12. Of the others it falls
    // to 1.5: ΔG = .5, ΔO = .5, so 2.
    assertThat(Double.parseDouble(method.state().getOrDefault("weight.0", "")))
        .isCloseTo(12.0 / 16, within(1e-12));
    assertThat(Double.parseDouble(method.state().getOrDefault("weight.2", "")))
        .isCloseTo(2.0 / 16, within(1e-12));
  }
}
