package io.evenkeel.method;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.AgmSpec;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adaptive gradient modulation (Li et al., ICCV 2023): what a modality contributes to the output is
 * isolated, and the gradient that comes back through it modulated by how far it is ahead.
 *
 * <p>φ_m is the Shapley value of modality m for the output f(S) = Σ_i ŷ_i of the samples whose
 * modalities outside S are zeros, with f(∅) counted as 0, so that Σ_m φ_m = f: for two, φ_0 =
 * ½·(f(0,1) − f(1) + f(0)). L = CE(Σ_m φ_m, y). Of a step, s_m is the mean of −ln softmax(φ_m)_y,
 * r_m = exp(Σ_{j≠m}(s_j − s_m) / (N − 1)), τ_m the same of the means of s over all steps before it
 * (1 in the first), and what comes back through φ_m is multiplied by κ_m = exp(α·(τ_m − r_m)).
 *
 * <p>As the authors' code does, passes with zeros use the running statistics of batch norms, their
 * gradients count, τ is of the steps before, and probabilities are taken for at least 1e-8. Its
 * clipping of large gradients is left out.
 */
final class Agm implements Method {
  private static final double LEAST_LOG = Math.log(1e-8);

  /** A step takes a pass for each of their subsets. */
  private static final int MOST_MODALITIES = 8;

  private final AgmSpec spec;
  private final MultimodalNetwork network;
  private PerModality<Double> meanScores;
  private long steps;

  Agm(AgmSpec spec, MultimodalNetwork network) {
    this.spec = spec;
    this.network = network;
    meanScores = PerModality.of(network.modalities(), m -> 0.0);
  }

  static Support support() {
    return Support.ofEverything()
        .classesOnly("its scores are probabilities of the true class")
        .completeSamplesOnly("its scores compare branches over the same samples")
        .wholeBatchesOnly("its coefficients need the scores of the whole batch first")
        .atMost(MOST_MODALITIES);
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    PerModality<Tensor> responses = responses(part, branches);
    PerModality<Double> scores = responses.map(r -> score(r, objective.labels()));
    PerModality<Double> kappas = coefficients(scores, meanScores, spec.alpha());
    boolean modulated = spec.covers(part.at().epoch());
    learn(scores);
    return objective.jointLoss(
        responses.mapWithModality((m, r) -> modulated ? scaledBackward(r, kappas.get(m)) : r));
  }

  /** κ_m, given the scores of the step and their means over the steps before. */
  static PerModality<Double> coefficients(
      PerModality<Double> scores, PerModality<Double> means, double alpha) {
    return scores.mapWithModality(
        (m, score) -> Math.exp(alpha * (lead(means, means.get(m)) - lead(scores, score))));
  }

  private static double lead(PerModality<Double> scores, double own) {
    double all = scores.values().stream().mapToDouble(Double::doubleValue).sum();
    return Math.exp((all - scores.size() * own) / (scores.size() - 1));
  }

  private void learn(PerModality<Double> scores) {
    steps++;
    meanScores = meanScores.mapWithModality((m, mean) -> mean + (scores.get(m) - mean) / steps);
  }

  private static double score(Tensor response, Tensor labels) {
    double[] logs = TrueClass.logProbabilities(response, labels);
    double sum = 0;
    for (double log : logs) {
      sum -= Math.max(log, LEAST_LOG);
    }
    return sum / logs.length;
  }

  /** The same values; what comes back through them is multiplied. */
  private static Tensor scaledBackward(Tensor values, double factor) {
    return values.times(factor).plus(values.detach().times(1 - factor));
  }

  /** φ_m of every modality. */
  private PerModality<Tensor> responses(Part part, Branches branches) {
    List<Modality> modalities = network.modalities();
    Map<Integer, Tensor> outputs = new LinkedHashMap<>();
    int all = (1 << modalities.size()) - 1;
    outputs.put(all, sum(branches.logits()));
    PerModality<Tensor> inputs = part.inputs().get();
    for (int coalition = 1; coalition < all; coalition++) {
      int present = coalition;
      PerModality<Tensor> seen =
          inputs.mapWithModality(
              (m, x) -> (present >> modalities.indexOf(m) & 1) == 1 ? x : x.times(0));
      outputs.put(coalition, sum(network.evaluateBranches(seen).logits()));
    }
    return PerModality.of(modalities, m -> shapley(1 << modalities.indexOf(m), outputs));
  }

  private Tensor shapley(int player, Map<Integer, Tensor> outputs) {
    int count = network.modalities().size();
    List<Tensor> terms = new ArrayList<>();
    outputs.forEach(
        (coalition, output) -> {
          boolean joins = (coalition & player) != 0;
          int others = Integer.bitCount(coalition) - (joins ? 1 : 0);
          terms.add(output.times((joins ? 1 : -1) * weight(others, count)));
        });
    return terms.stream().reduce(Tensor::plus).orElseThrow();
  }

  /** |S|!·(N − |S| − 1)! / N! of a coalition of so many others. */
  private static double weight(int others, int count) {
    double weight = 1.0 / count;
    for (int i = 1; i <= others; i++) {
      weight *= (double) i / (count - i);
    }
    return weight;
  }

  private static Tensor sum(PerModality<Tensor> logits) {
    return logits.values().stream().reduce(Tensor::plus).orElseThrow();
  }

  /** The number of steps, and the mean score of each modality over them. */
  @Override
  public Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    state.put("steps", Long.toString(steps));
    meanScores.forEach((m, mean) -> state.put("score." + m, Double.toString(mean)));
    return state;
  }

  @Override
  public void resume(Map<String, String> state) {
    steps = Long.parseLong(state.getOrDefault("steps", ""));
    meanScores =
        meanScores.mapWithModality(
            (m, mean) -> Double.parseDouble(state.getOrDefault("score." + m, "")));
  }
}
