package io.evenkeel.method;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.Subset;
import io.evenkeel.input.BadInputException;
import io.evenkeel.method.HeadProgress.Losses;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.Branches;
import io.evenkeel.recipe.GBlendSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gradient-Blending (Wang et al., CVPR 2020): L = Σ_i w_i·CE(ŷ_i, y) + w_J·CE(Σ_i ŷ_i, y), where
 * each weight is ΔG/ΔO² of its head: what training it by itself for n epochs brings on samples that
 * were held out, by the square of what it overfits.
 *
 * <p>The samples held out are drawn from the training split. Offline, weights are estimated once,
 * over all epochs of the run, which then trains on every sample. Online, they are estimated anew
 * before every super-epoch, over its length, and the run never trains on what is held out.
 */
final class GBlend implements Method {
  private final GBlendSpec spec;
  private final Timing timing;
  private final List<Modality> modalities;
  private final Seed seed;
  private Optional<Parts> parts = Optional.empty();
  private List<Double> weights;

  /** When weights are estimated. */
  enum Mode {
    OFFLINE,
    ONLINE
  }

  /** When weights are estimated in a run of so many epochs. */
  record Timing(Mode mode, int epochs) {}

  private record Parts(Dataset fit, Dataset heldOut) {}

  GBlend(GBlendSpec spec, Timing timing, List<Modality> modalities, Seed seed) {
    this.spec = spec;
    this.timing = timing;
    this.modalities = modalities;
    this.seed = seed;
    weights = HeadProgress.weights(List.of());
  }

  static Support support() {
    return Support.ofEverything()
        .lateFusionOnly("each head is trained by itself, on its own modality")
        .wholeBatchesOnly("the trials that weigh the heads compute a batch at once");
  }

  @Override
  public Dataset samples(Dataset train) {
    int held = (int) Math.round(spec.heldOut() * train.size());
    if (held < 1 || train.size() - held < 2) {
      throw new BadInputException(
          "strategy.gblend.held_out",
          "%s, that is %d of %d training samples".formatted(spec.heldOut(), held, train.size()),
          "at least one held out and two left to train on");
    }
    int[] order = EpochOrder.permutation(train.size(), seed.fold("held-out"));
    int[] kept = Arrays.copyOfRange(order, held, order.length);
    Parts cut = new Parts(Subset.of(train, kept), Subset.of(train, Arrays.copyOf(order, held)));
    parts = Optional.of(cut);
    return timing.mode() == Mode.ONLINE ? cut.fit() : train;
  }

  @Override
  public void beforeEpoch(EpochView epoch) {
    boolean due =
        timing.mode() == Mode.ONLINE
            ? (epoch.epoch() - 1) % spec.superEpoch() == 0
            : epoch.epoch() == 1;
    if (due) {
      int left = timing.epochs() - epoch.epoch() + 1;
      int length = timing.mode() == Mode.ONLINE ? Math.min(spec.superEpoch(), left) : left;
      weights = estimate(epoch, length);
    }
  }

  /** One weight for each head: those of the branches, then that of all together. */
  private List<Double> estimate(EpochView epoch, int length) {
    List<Losses> before = losses(epoch);
    Seed order = seed.fold("trial").fold(epoch.epoch());
    // The branches share nothing: trained by the sum of their losses, each is trained by its own.
    List<Losses> alone = trial(epoch, length, order, (b, y) -> y.loss(b.logits()));
    List<Losses> joint = trial(epoch, length, order, (b, y) -> y.jointLoss(b.logits()));
    int heads = modalities.size() + 1;
    return HeadProgress.weights(
        IntStream.range(0, heads)
            .mapToObj(k -> new HeadProgress(before.get(k), (k < heads - 1 ? alone : joint).get(k)))
            .toList());
  }

  private List<Losses> trial(EpochView epoch, int length, Seed order, EpochView.BatchLoss loss) {
    List<Losses> after = new ArrayList<>();
    epoch.trial(
        new EpochView.Trial(cut().fit().inEpoch(epoch.epoch()), length, order, loss),
        () -> after.addAll(losses(epoch)));
    return after;
  }

  private Parts cut() {
    return parts.orElseThrow(() -> new IllegalStateException("no samples yet"));
  }

  private List<Losses> losses(EpochView epoch) {
    double[] train = means(epoch, cut().fit());
    double[] heldOut = means(epoch, cut().heldOut());
    return IntStream.range(0, train.length)
        .mapToObj(k -> new Losses(train[k], heldOut[k]))
        .toList();
  }

  /** The mean loss of each head over samples, weighted as in a batch. */
  private double[] means(EpochView epoch, Dataset samples) {
    double[] sums = new double[modalities.size() + 1];
    double[] weights = new double[sums.length];
    epoch.evaluate(
        samples,
        (branches, objective) -> {
          List<Tensor> losses = losses(branches, objective);
          for (int k = 0; k < sums.length; k++) {
            double weight =
                k < modalities.size() ? objective.weight(modalities.get(k)) : objective.weight();
            sums[k] += losses.get(k).item() * weight;
            weights[k] += weight;
          }
        });
    return IntStream.range(0, sums.length)
        .mapToDouble(k -> weights[k] == 0 ? 0 : sums[k] / weights[k])
        .toArray();
  }

  private List<Tensor> losses(Branches branches, Objective objective) {
    List<Tensor> losses = new ArrayList<>();
    branches.logits().forEach((m, logits) -> losses.add(objective.branchLoss(m, logits)));
    losses.add(objective.jointLoss(branches.logits()));
    return losses;
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    List<Tensor> losses = losses(branches, objective);
    return IntStream.range(0, losses.size())
        .mapToObj(k -> losses.get(k).times(weights.get(k)))
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  /** The weight of each head. */
  @Override
  public Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    for (int k = 0; k < weights.size(); k++) {
      state.put("weight." + k, Double.toString(weights.get(k)));
    }
    return state;
  }

  @Override
  public void resume(Map<String, String> state) {
    weights =
        IntStream.range(0, state.size())
            .mapToObj(k -> Double.parseDouble(state.getOrDefault("weight." + k, "")))
            .toList();
  }
}
