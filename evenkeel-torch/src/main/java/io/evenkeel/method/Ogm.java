package io.evenkeel.method;

import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.FlatBuffers;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.Parameter;
import io.evenkeel.recipe.OgmSpec;
import io.evenkeel.run.Position;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.Optional;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * On-the-fly gradient modulation, OGM, and with generalization enhancement, OGM-GE (Peng et al.,
 * CVPR 2022): the encoder of the branch that is ahead learns more slowly.
 *
 * <p>L = CE(Σ_i ŷ_i, y). With the scores s_i = Σ_batch softmax(ŷ_i)_y, the discrepancy ratio of two
 * modalities is ρ_i = s_i / s_j, and the gradient of encoder i is multiplied by k_i = 1 −
 * tanh(α·ρ_i) where ρ_i > 1, by 1 elsewhere. OGM-GE then adds to the gradient of every tensor
 * Gaussian noise of the standard deviation that its values had before the modulation.
 *
 * <p>Readings: modulated are all parameters of an encoder, as the paper says (the authors' code
 * takes its convolutions alone, which would leave an MLP as it is), and never the head; the noise
 * is the authors' code's, in place of the covariance of the gradient of the paper. ŷ_i has a bias
 * of its own, where the paper halves that of one joint head. For N > 2, which the paper leaves
 * open, ours is ρ_i = s_i / mean_{j≠i} s_j, the same for N = 2. With intermediate fusion, ŷ_i is
 * what branch i says, messages included.
 */
final class Ogm implements Method {
  private final OgmSpec spec;
  private final MultimodalNetwork network;
  private final Optional<Seed> noise;
  private Optional<PerModality<Double>> scores = Optional.empty();

  /** With noise that follows from a seed, with the step and the tensor's name folded in. */
  Ogm(OgmSpec spec, MultimodalNetwork network, Optional<Seed> noise) {
    this.spec = spec;
    this.network = network;
    this.noise = noise;
  }

  static Support support() {
    return Support.ofEverything()
        .classesOnly("its scores are probabilities of the true class")
        .completeSamplesOnly("its scores compare branches over the same samples");
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    PerModality<Double> ofPart = branches.logits().map(logits -> score(logits, objective.labels()));
    PerModality<Double> before = part.isFirst() ? ofPart.map(score -> 0.0) : scores.orElseThrow();
    scores = Optional.of(ofPart.mapWithModality((m, score) -> before.get(m) + score));
    return objective.jointLoss(branches.logits());
  }

  private static double score(Tensor logits, Tensor labels) {
    double sum = 0;
    for (double log : TrueClass.logProbabilities(logits, labels)) {
      sum += Math.exp(log);
    }
    return sum;
  }

  /** k_i of every modality, given its score. */
  static PerModality<Double> coefficients(PerModality<Double> scores, double alpha) {
    double all = scores.values().stream().mapToDouble(Double::doubleValue).sum();
    return scores.map(
        score -> {
          double ratio = score * (scores.size() - 1) / (all - score);
          return ratio > 1 ? 1 - Math.tanh(alpha * ratio) : 1;
        });
  }

  @Override
  public void beforeUpdate(Position at, FlatBuffers buffers) {
    if (!spec.covers(at.epoch())) {
      return;
    }
    try (Gradients off = Gradients.off()) {
      coefficients(scores.orElseThrow(), spec.alpha())
          .forEach(
              (modality, k) -> network.encoder(modality).forEach(p -> modulate(p, k, at.step())));
    }
  }

  private void modulate(Parameter parameter, double coefficient, long step) {
    try (Scope scope = Scope.open()) {
      Tensor gradient = parameter.gradient();
      double deviation = noise.isPresent() ? deviation(gradient) : 0;
      gradient.multiply_(coefficient);
      if (deviation > 0) {
        Seed seed = noise.orElseThrow().fold(step).fold(parameter.name());
        gradient.add_(gaussian(gradient.shape(), seed), deviation);
      }
    }
  }

  private Tensor gaussian(long[] shape, Seed seed) {
    int count = 1;
    for (long size : shape) {
      count = Math.toIntExact(count * size);
    }
    var sampler = ZigguratSampler.NormalizedGaussian.of(seed.random());
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) sampler.sample();
    }
    return network.device().of(values, shape).to(network.precision());
  }

  /** The standard deviation of the values of a tensor, by n − 1; 0 for one value. */
  static double deviation(Tensor values) {
    long count = values.count();
    if (count < 2) {
      return 0;
    }
    Tensor exact = values.to(Precision.FLOAT64);
    double sum = exact.sum().item();
    double squares = exact.times(exact).sum().item();
    return Math.sqrt(Math.max(0, (squares - sum * sum / count) / (count - 1)));
  }
}
