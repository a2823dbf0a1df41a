package io.evenkeel.method;

import io.evenkeel.method.UseOfModalities.Factors;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.Role;
import io.evenkeel.model.Branches;
import io.evenkeel.recipe.MilesSpec;
import io.evenkeel.run.SplitScore;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Modality-informed learning rates (Guerra-Manzanares &amp; Shamout, IJCNN 2025): joint training,
 * in which the modality that the model uses more has a smaller learning rate in the epoch that
 * follows ({@link UseOfModalities}). Accuracies are those of the joint logits and of each branch's
 * on the training samples, as met in the epoch.
 */
final class Miles implements Method {
  private final MilesSpec spec;
  private final List<Modality> modalities;
  private Factors factors = Factors.NONE;
  private Right right = Right.NONE;

  /** How many samples of the epoch so far both modalities together and each alone told right. */
  private record Right(long both, long first, long second, long samples) {
    static final Right NONE = new Right(0, 0, 0, 0);

    UseOfModalities use() {
      double all = samples;
      return new UseOfModalities(both / all, first / all, second / all);
    }
  }

  Miles(MilesSpec spec, List<Modality> modalities) {
    this.spec = spec;
    this.modalities = modalities;
  }

  static Support support() {
    return Support.ofEverything()
        .lateFusionOnly("the accuracy of a modality is that of a branch which sees nothing else")
        .classesOnly("its rates are of accuracies")
        .completeSamplesOnly("its rates compare accuracies on the same samples")
        .atMost(2);
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    List<Tensor> logits = branches.logits().map(Tensor::detach).values();
    Tensor labels = objective.labels();
    right =
        new Right(
            right.both() + right(logits.get(0).plus(logits.get(1)), labels),
            right.first() + right(logits.get(0), labels),
            right.second() + right(logits.get(1), labels),
            right.samples() + part.size());
    return objective.jointLoss(branches.logits());
  }

  private static long right(Tensor logits, Tensor labels) {
    long[] told = logits.argmax().toLongs();
    long[] classes = labels.toLongs();
    long right = 0;
    for (int i = 0; i < told.length; i++) {
      right += told[i] == classes[i] ? 1 : 0;
    }
    return right;
  }

  @Override
  public double learningRate(Role role, double rate) {
    if (role.equals(new Role.Main(modalities.get(0)))) {
      return rate * factors.first();
    }
    return role.equals(new Role.Main(modalities.get(1))) ? rate * factors.second() : rate;
  }

  @Override
  public void afterEpoch(EpochView epoch, SplitScore validation) {
    factors = right.use().factors(spec.threshold(), spec.reduction());
    right = Right.NONE;
  }

  /** The factors of the epoch's learning rates, and what its steps have told right so far. */
  @Override
  public Map<String, String> state() {
    return Map.of(
        "factor.first", Double.toString(factors.first()),
        "factor.second", Double.toString(factors.second()),
        "right.both", Long.toString(right.both()),
        "right.first", Long.toString(right.first()),
        "right.second", Long.toString(right.second()),
        "samples", Long.toString(right.samples()));
  }

  @Override
  public void resume(Map<String, String> state) {
    factors =
        new Factors(
            Double.parseDouble(state.getOrDefault("factor.first", "")),
            Double.parseDouble(state.getOrDefault("factor.second", "")));
    right =
        new Right(
            whole(state, "right.both"),
            whole(state, "right.first"),
            whole(state, "right.second"),
            whole(state, "samples"));
  }

  private static long whole(Map<String, String> state, String key) {
    return Long.parseLong(state.getOrDefault(key, ""));
  }
}
