package io.evenkeel.train;

import io.evenkeel.data.BatchTargets;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How much each sample counts where some weigh more than others or lack a modality.
 *
 * <p>In branch i sample s has the share w_s p_is / Σ_t w_t p_it, where p_is is 1 if it has modality
 * i and 0 otherwise, and t runs over the whole batch. Where that sum is 0 so are the shares.
 *
 * @param branches for each modality the shares, (batch); those of a part of a batch are those in
 *     the whole over the part's share of it
 * @param joint the shares of what all branches say together, w_s / Σ_t w_t over the samples that
 *     have a modality at all, likewise
 * @param heard for each modality (batch, 1): p_is, 1 throughout for a sample that has none
 * @param voices for each modality what of its output goes into the mean over those that are heard,
 *     (batch, 1)
 * @param totals for each modality Σ_t w_t p_it
 * @param total Σ_t w_t over the samples that have a modality at all
 */
public record SampleShares(
    PerModality<Tensor> branches,
    Tensor joint,
    PerModality<Tensor> heard,
    PerModality<Tensor> voices,
    PerModality<Double> totals,
    double total) {

  /**
   * The shares of the samples {@code start} (inclusive) to {@code end} (exclusive) of a batch.
   *
   * @param network whose precision and device they are for
   */
  static SampleShares of(BatchTargets whole, int start, int end, MultimodalNetwork network) {
    return new Weighing(whole, network.modalities()).shares(start, end, network);
  }

  private record Weighing(BatchTargets whole, List<Modality> modalities) {

    private double weight(int sample) {
      return whole.weights().map(weights -> weights[sample]).orElse(1.0);
    }

    private boolean has(Modality modality, int sample) {
      return whole.presence().map(each -> each.get(modality)[sample]).orElse(true);
    }

    private boolean hasAny(int sample) {
      return modalities.stream().anyMatch(modality -> has(modality, sample));
    }

    private double counts(Modality modality, int sample) {
      return has(modality, sample) ? weight(sample) : 0;
    }

    private double countsJointly(int sample) {
      return hasAny(sample) ? weight(sample) : 0;
    }

    private double heard(Modality modality, int sample) {
      return has(modality, sample) || !hasAny(sample) ? 1 : 0;
    }

    private double voice(Modality modality, int sample) {
      return heard(modality, sample) / modalities.stream().mapToDouble(m -> heard(m, sample)).sum();
    }

    private SampleShares shares(int start, int end, MultimodalNetwork network) {
      double part = (double) (end - start) / whole.size();
      PerModality<Double> totals =
          PerModality.of(modalities, modality -> total(s -> counts(modality, s)));
      double all = total(this::countsJointly);
      Column column = values -> tensor(network, start, end, values);
      return new SampleShares(
          totals.mapWithModality(
              (modality, total) -> column.of(s -> share(counts(modality, s), total * part))),
          column.of(s -> share(countsJointly(s), all * part)),
          PerModality.of(modalities, m -> column.of(s -> heard(m, s)).view(end - start, 1)),
          PerModality.of(modalities, m -> column.of(s -> voice(m, s)).view(end - start, 1)),
          totals,
          all);
    }

    private double total(IntToDoubleFunction values) {
      double total = 0;
      for (int sample = 0; sample < whole.size(); sample++) {
        total += values.applyAsDouble(sample);
      }
      return total;
    }
  }

  @FunctionalInterface
  private interface Column {
    Tensor of(IntToDoubleFunction values);
  }

  private static double share(double weight, double total) {
    return total == 0 ? 0 : weight / total;
  }

  private static Tensor tensor(
      MultimodalNetwork network, int start, int end, IntToDoubleFunction values) {
    double[] column = new double[end - start];
    for (int i = 0; i < column.length; i++) {
      column[i] = values.applyAsDouble(start + i);
    }
    return network.device().of(column, column.length).to(network.precision());
  }
}
