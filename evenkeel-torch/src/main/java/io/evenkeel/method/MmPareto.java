package io.evenkeel.method;

import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.FlatBuffers;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.Parameter;
import io.evenkeel.run.Position;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.List;

/**
 * MMPareto (Wei & Hu, ICML 2024): each encoder gets a gradient that conflicts with neither the
 * multi-modal loss nor its own uni-modal one, and is no smaller than their sum.
 *
 * <p>With g_m of CE(Σ_i ŷ_i, y) and g_u of CE(ŷ_i, y) for encoder i: if ⟨g_m, g_u⟩ ≥ 0, both weigh
 * ½; otherwise they get the weights w_m + w_u = 1 that make ‖w_m·g_m + w_u·g_u‖ least. h =
 * 2·w_m·g_m + 2·w_u·g_u is made as long as g_m + g_u where it is shorter, and multiplied by γ. A
 * head gets g_m + g_u.
 *
 * <p>Readings: lengths are those of the whole encoder's gradient, as in the paper (the authors'
 * code lengthens every tensor by itself); the uni-modal losses use the heads that the sum is made
 * of, where the authors have further ones.
 */
final class MmPareto implements Method {
  private final double gamma;
  private final Owner owner = new Owner();
  private final Tensor joint;
  private final Tensor unimodal;
  private final PerModality<List<Pair>> encoders;

  /**
   * The gradients of one tensor of an encoder.
   *
   * @param gradient what the optimizer takes
   * @param joint g_m
   * @param unimodal g_u
   */
  private record Pair(Tensor gradient, Tensor joint, Tensor unimodal) {}

  MmPareto(double gamma, MultimodalNetwork network) {
    this.gamma = gamma;
    FlatBuffers buffers = network.buffers();
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      joint = owner.keep(buffers.gradients().copy());
      unimodal = owner.keep(buffers.gradients().copy());
      encoders =
          PerModality.of(
              network.modalities(),
              m -> network.encoder(m).stream().map(p -> pair(buffers, p)).toList());
    }
  }

  private Pair pair(FlatBuffers buffers, Parameter parameter) {
    return new Pair(
        parameter.gradient(),
        owner.keep(buffers.viewOf(joint, parameter)),
        owner.keep(buffers.viewOf(unimodal, parameter)));
  }

  static Support support() {
    return Support.ofEverything()
        .lateFusionOnly("the uni-modal loss of a branch must depend on its own encoder alone");
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    return objective.jointLoss(branches.logits()).plus(objective.loss(branches.logits()));
  }

  @Override
  public double backward(Part part, Branches branches, Objective objective, FlatBuffers buffers) {
    Tensor multimodal = objective.jointLoss(branches.logits()).times(part.share());
    // An encoder takes part in one term of the sum alone: a single pass gives every g_u.
    Tensor own = objective.loss(branches.logits()).times(part.share());
    buffers.backwardKeepingGraph(multimodal);
    gather(joint, buffers, part);
    buffers.backward(own);
    gather(unimodal, buffers, part);
    if (part.isLast()) {
      buffers.gradients().copy_(joint);
      buffers.gradients().add_(unimodal, 1);
    }
    return multimodal.item() + own.item();
  }

  private static void gather(Tensor sum, FlatBuffers buffers, Part part) {
    if (part.isFirst()) {
      sum.copy_(buffers.gradients());
    } else {
      sum.add_(buffers.gradients(), 1);
    }
  }

  /**
   * What the two gradients of an encoder weigh.
   *
   * @param joint w_m
   * @param unimodal w_u
   */
  record Weights(double joint, double unimodal) {}

  /**
   * The inner products of the two gradients of an encoder.
   *
   * @param joint ‖g_m‖²
   * @param both ⟨g_m, g_u⟩
   * @param unimodal ‖g_u‖²
   */
  record Products(double joint, double both, double unimodal) {

    /** ½ and ½ without a conflict, and those of the shortest combination with one. */
    Weights weights() {
      if (both >= 0) {
        return new Weights(0.5, 0.5);
      }
      double share = (unimodal - both) / (joint - 2 * both + unimodal);
      return new Weights(share, 1 - share);
    }

    /** By what w_m·g_m + w_u·g_u is to be multiplied, γ included. */
    double enlargement(Weights w, double gamma) {
      double sum = joint + 2 * both + unimodal;
      double combined =
          4
              * (w.joint() * w.joint() * joint
                  + 2 * w.joint() * w.unimodal() * both
                  + w.unimodal() * w.unimodal() * unimodal);
      double lengthening = combined > 0 && sum > combined ? Math.sqrt(sum / combined) : 1;
      return 2 * lengthening * gamma;
    }
  }

  @Override
  public void beforeUpdate(Position at, FlatBuffers buffers) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (List<Pair> encoder : encoders.values()) {
        Products products = products(encoder);
        Weights weights = products.weights();
        double enlargement = products.enlargement(weights, gamma);
        for (Pair pair : encoder) {
          pair.gradient().copy_(pair.joint());
          pair.gradient().multiply_(weights.joint() * enlargement);
          pair.gradient().add_(pair.unimodal(), weights.unimodal() * enlargement);
        }
      }
    }
  }

  private static Products products(List<Pair> encoder) {
    double jointSquare = 0;
    double both = 0;
    double unimodalSquare = 0;
    for (Pair pair : encoder) {
      try (Scope scope = Scope.open()) {
        Tensor m = pair.joint().to(Precision.FLOAT64);
        Tensor u = pair.unimodal().to(Precision.FLOAT64);
        jointSquare += m.times(m).sum().item();
        both += m.times(u).sum().item();
        unimodalSquare += u.times(u).sum().item();
      }
    }
    return new Products(jointSquare, both, unimodalSquare);
  }

  @Override
  public void close() {
    owner.close();
  }
}
