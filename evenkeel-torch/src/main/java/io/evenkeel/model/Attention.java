package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.Optional;

/**
 * Self-attention of several heads, with the parameters of {@code torch.nn.MultiheadAttention}.
 *
 * @param weight in_proj_weight, (3·width, width): of queries, keys and values
 * @param bias in_proj_bias
 * @param output out_proj
 * @param heads how many
 */
record Attention(Parameter weight, Parameter bias, Linear output, int heads) {
  /**
   * Added to the score of padding: e to the power of it is 0, and a row of it alone stays finite.
   */
  private static final double NEVER = 1e9;

  /** Drawn as PyTorch draws them. */
  static Attention declare(ParameterPlan plan, String name, Role role, long width) {
    // Of Glorot & Bengio (2010) over all three projections at once.
    var uniform = new Initialization.Uniform(Math.sqrt(6.0 / (4 * width)));
    var zero = new Initialization.Constant(0);
    return new Attention(
        plan.trained(name + ".in_proj_weight", role, uniform, 3 * width, width),
        plan.trained(name + ".in_proj_bias", role, zero, 3 * width),
        new Linear(
            plan.trained(
                name + ".out_proj.weight", role, new Initialization.FanIn(width), width, width),
            plan.trained(name + ".out_proj.bias", role, zero, width)),
        width % 4 == 0 ? 4 : width % 2 == 0 ? 2 : 1);
  }

  /**
   * (batch, steps, width) → the same shape.
   *
   * @param mask (batch, 1, steps): no step attends to one where it is 0
   */
  Tensor forward(Tensor x, Optional<Tensor> mask) {
    long[] shape = x.shape();
    long batch = shape[0];
    long steps = shape[1];
    long width = shape[2];
    long size = width / heads;
    Tensor all =
        Functional.linear(x, weight.value(), bias.value())
            .view(batch, steps, 3, heads, size)
            .permute(2, 0, 3, 1, 4)
            .reshape(3, batch * heads, steps, size);
    Tensor queries = all.segment(0, 1).reshape(batch, heads, steps, size);
    Tensor keys = all.segment(1, 1).reshape(batch, heads, steps, size);
    Tensor values = all.segment(2, 1).reshape(batch, heads, steps, size);
    Tensor scores =
        Functional.matmul(queries.times(1 / Math.sqrt((double) size)), keys.permute(0, 1, 3, 2));
    Tensor counted =
        mask.map(m -> scores.plus(m.plus(-1).times(NEVER).view(batch, 1, 1, steps))).orElse(scores);
    Tensor mixed = Functional.matmul(Functional.softmax(counted), values);
    return output.forward(mixed.permute(0, 2, 1, 3).reshape(batch, steps, width));
  }

  /** The same in TorchScript. */
  String script(String x, Optional<String> mask, ScriptBody body) {
    long width = output.outputs();
    long size = width / heads;
    String all =
        body.let(
            "torch.linear(%1$s, %2$s, %3$s).view(%1$s.size(0), %1$s.size(1), 3, %4$d, %5$d)"
                    .formatted(x, weight.script(), bias.script(), heads, size)
                + ".permute(2, 0, 3, 1, 4)");
    String scores =
        "torch.matmul(%1$s[0] * %2$s, torch.transpose(%1$s[1], 2, 3))"
            .formatted(all, 1 / Math.sqrt((double) size));
    String counted =
        mask.map(m -> "%s + torch.unsqueeze((%s - 1) * %s, 1)".formatted(scores, m, NEVER))
            .orElse(scores);
    String mixed = "torch.matmul(torch.softmax(%s, -1), %s[2])".formatted(counted, all);
    return output.script(
        "%1$s.permute(0, 2, 1, 3).reshape(%2$s.size(0), %2$s.size(1), %3$d)"
            .formatted(mixed, x, width));
  }
}
