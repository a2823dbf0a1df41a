package io.evenkeel.method;

import io.evenkeel.input.BadInputException;
import io.evenkeel.measure.Quality;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.model.Branches;
import io.evenkeel.recipe.MslrSpec;
import io.evenkeel.run.SplitScore;
import io.evenkeel.run.Task;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Modality-specific learning rates (Yao & Mihalcea, Findings of ACL 2022): η_i = f_i·η for
 * everything that branch i alone has, η for what all share. L = CE(Σ_i ŷ_i, y).
 *
 * <p>Keep: f_i stays. Dynamic: after epoch t, η_i = f_i·η·A_i(t) / mean(A_i(t − w), …, A_i(t − 1)),
 * with A_i the accuracy of branch i on validation data, once w epochs have gone by before t. The
 * ratio applies to f_i·η, not to the η_i before. The third variant of the paper, "smooth", is not
 * built: we could check its rule against no source.
 */
final class Mslr implements Method {
  private final MslrSpec spec;
  private final PerModality<Double> factors;
  private PerModality<List<Double>> accuracies;
  private PerModality<Double> ratios;

  Mslr(MslrSpec spec, List<Modality> modalities) {
    this.spec = spec;
    requireFactors(spec, modalities.size());
    factors =
        PerModality.of(
            modalities,
            m -> spec.factors().isEmpty() ? 1 : spec.factors().get(modalities.indexOf(m)));
    accuracies = PerModality.of(modalities, m -> List.of());
    ratios = PerModality.of(modalities, m -> 1.0);
  }

  /** Refuses factors that are not one for each of so many modalities. */
  static void requireFactors(MslrSpec spec, int modalities) {
    int factors = spec.factors().size();
    if (factors > 0 && factors != modalities) {
      throw new BadInputException(
          "strategy.mslr.factors",
          factors + " numbers",
          "one for each of the " + modalities + " modalities, in model order");
    }
  }

  /** The same, and a quality that ratios can be taken of: R² may be 0 or below. */
  static void require(MslrSpec spec, Task task, int modalities) {
    requireFactors(spec, modalities);
    if (spec.mode() == MslrSpec.Mode.DYNAMIC && task.quality() == Quality.R2) {
      throw new BadInputException(
          "strategy.mslr.mode",
          "dynamic with quantities",
          "keep, or classes or labels: a ratio of R² may turn a learning rate negative");
    }
  }

  static Support support() {
    return Support.ofEverything();
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    return objective.jointLoss(branches.logits());
  }

  @Override
  public double learningRate(Role role, double rate) {
    if (role instanceof Role.Main main) {
      return rate * factors.get(main.modality()) * ratios.get(main.modality());
    }
    if (role instanceof Role.Bypass bypass) {
      return rate * factors.get(bypass.modality()) * ratios.get(bypass.modality());
    }
    return rate;
  }

  @Override
  public void afterEpoch(EpochView epoch, SplitScore validation) {
    if (spec.mode() == MslrSpec.Mode.DYNAMIC) {
      follow(validation.branchAccuracy());
    }
  }

  void follow(PerModality<Double> now) {
    ratios = ratios.mapWithModality((m, ratio) -> ratio(now.get(m), accuracies.get(m)));
    accuracies = accuracies.mapWithModality((m, before) -> appended(before, now.get(m)));
  }

  /** 1 until there are enough epochs, and where no sample was right in any of them. */
  private double ratio(double now, List<Double> before) {
    double sum = before.stream().mapToDouble(Double::doubleValue).sum();
    return before.size() < spec.window() || sum == 0 ? 1 : now * before.size() / sum;
  }

  private List<Double> appended(List<Double> before, double now) {
    List<Double> all = new ArrayList<>(before);
    all.add(now);
    return List.copyOf(all.subList(Math.max(0, all.size() - spec.window()), all.size()));
  }

  /** The ratio of each modality, and the accuracies that the next follow from. */
  @Override
  public Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    ratios.forEach((m, ratio) -> state.put("ratio." + m, Double.toString(ratio)));
    accuracies.forEach(
        (m, before) ->
            state.put(
                "accuracies." + m,
                before.stream().map(String::valueOf).collect(Collectors.joining(" "))));
    return state;
  }

  @Override
  public void resume(Map<String, String> state) {
    ratios =
        ratios.mapWithModality((m, r) -> Double.parseDouble(state.getOrDefault("ratio." + m, "")));
    accuracies =
        accuracies.mapWithModality(
            (m, before) ->
                Arrays.stream(state.getOrDefault("accuracies." + m, "").split(" "))
                    .filter(text -> !text.isEmpty())
                    .map(Double::valueOf)
                    .toList());
  }
}
