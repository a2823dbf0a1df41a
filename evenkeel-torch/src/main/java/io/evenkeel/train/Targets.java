package io.evenkeel.train;

import io.evenkeel.data.Batch;
import io.evenkeel.data.BatchTargets;
import io.evenkeel.method.Objective;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.PredictionRule;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a network is to tell about the samples of a batch, and how far it is from it.
 *
 * @param truth what is true of each sample
 * @param shares how much each sample counts; empty where all count alike and have every modality
 * @param rule how the branches predict together
 */
public record Targets(Truth truth, Optional<SampleShares> shares, PredictionRule rule)
    implements Objective {

  /**
   * Of samples of classes that all count alike and have every modality.
   *
   * @param labels the classes, (batch)
   */
  public Targets(Tensor labels) {
    this(new Truth.Classes(labels), Optional.empty(), PredictionRule.MEAN);
  }

  /** Those of a whole batch, for the network's precision and device. */
  public static Targets of(Batch batch, MultimodalNetwork network) {
    return of(batch, 0, batch.size(), network);
  }

  /**
   * Those of the samples {@code start} (inclusive) to {@code end} (exclusive) of a batch. The
   * losses of parts that make up the batch, each times its share of the batch, add up to the
   * batch's.
   */
  static Targets of(Batch batch, int start, int end, MultimodalNetwork network) {
    BatchTargets whole = batch.targets();
    return new Targets(
        truth(whole, start, end, network),
        whole.isPlain()
            ? Optional.empty()
            : Optional.of(SampleShares.of(whole, start, end, network)),
        network.prediction());
  }

  private static Truth truth(BatchTargets whole, int start, int end, MultimodalNetwork network) {
    if (whole.task() instanceof Task.Classes) {
      return new Truth.Classes(network.device().of(Arrays.copyOfRange(whole.labels(), start, end)));
    }
    int outputs = whole.task().outputs();
    double[] values = new double[(end - start) * outputs];
    for (int i = 0; i < values.length; i++) {
      double value = whole.values()[start * outputs + i];
      values[i] =
          whole.task() instanceof Task.Regression regression
              ? regression.scaled(i % outputs, value)
              : value;
    }
    Tensor tensor = network.device().of(values, end - start, outputs).to(network.precision());
    return whole.task() instanceof Task.Regression
        ? new Truth.Regression(tensor)
        : new Truth.MultiLabel(tensor);
  }

  /**
   * The classes, (batch).
   *
   * @throws IllegalStateException if the task is not one of classes
   */
  @Override
  public Tensor labels() {
    if (truth instanceof Truth.Classes classes) {
      return classes.labels();
    }
    throw new IllegalStateException("no classes but " + truth.getClass().getSimpleName());
  }

  /**
   * The mean loss of one branch over those samples of the batch that have its modality, weighted:
   * Σ_s w_s l(ŷ_is, y_s) / Σ_s w_s, l the cross-entropy of classes, the binary cross-entropy of
   * labels, the squared error of scaled quantities; 0 where no sample has it.
   */
  @Override
  public Tensor branchLoss(Modality modality, Tensor logits) {
    return shares
        .map(s -> truth.losses(logits).times(s.branches().get(modality)).sum())
        .orElseGet(() -> truth.meanLoss(logits));
  }

  /** L = Σ_i of the losses of the branches. */
  @Override
  public Tensor loss(PerModality<Tensor> logits) {
    return logits.mapWithModality(this::branchLoss).values().stream()
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  /**
   * ŷ = mean_i ŷ_i, (batch, outputs), or what the network's rule makes of them, over those branches
   * whose modality a sample has; over all of them for one that has none.
   */
  public Tensor prediction(PerModality<Tensor> logits) {
    PerModality<Tensor> heard = rule.heard(logits);
    return shares
        .map(
            s ->
                heard
                    .mapWithModality((modality, branch) -> branch.times(s.voices().get(modality)))
                    .values()
                    .stream()
                    .reduce(Tensor::plus)
                    .orElseThrow())
        .orElseGet(() -> Loss.prediction(heard));
  }

  /**
   * The mean loss over the batch of what all branches say together, weighted: of Σ_i ŷ_i over those
   * that a sample has, of quantities of their mean.
   */
  @Override
  public Tensor jointLoss(PerModality<Tensor> logits) {
    Tensor together = together(logits);
    return shares
        .map(s -> truth.losses(together).times(s.joint()).sum())
        .orElseGet(() -> truth.meanLoss(together));
  }

  @Override
  public double weight(Modality modality) {
    return shares.map(s -> s.totals().get(modality)).orElseGet(() -> (double) truth.samples());
  }

  @Override
  public double weight() {
    return shares.map(SampleShares::total).orElseGet(() -> (double) truth.samples());
  }

  private Tensor together(PerModality<Tensor> logits) {
    if (truth instanceof Truth.Regression) {
      return prediction(logits);
    }
    return logits
        .mapWithModality(
            (modality, branch) ->
                shares.map(s -> branch.times(s.heard().get(modality))).orElse(branch))
        .values()
        .stream()
        .reduce(Tensor::plus)
        .orElseThrow();
  }
}
