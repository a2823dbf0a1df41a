package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each branch takes over from the others: Σ_{j≠i} W_ij h_j, linear and without a bias.
 *
 * @param weights for each branch i its [W_ij]_{j≠i} side by side in model order, (outputs, Σ_{j≠i}
 *     C_j)
 */
record CrossTerm(PerModality<Parameter> weights) {

  static CrossTerm declare(
      ParameterPlan plan, String name, PerModality<Long> channels, PerModality<Long> outputs) {
    return new CrossTerm(
        outputs.mapWithModality(
            (modality, out) -> {
              long in = others(modality, channels).stream().mapToLong(Long::longValue).sum();
              return plan.trained(
                  name + ".cross." + modality + ".weight",
                  new Role.Bypass(modality),
                  new Initialization.FanIn(in),
                  out,
                  in);
            }));
  }

  /** (batch, outputs) for one branch. */
  Tensor of(Modality modality, PerModality<Tensor> squeezes) {
    return Functional.linear(
        Functional.concatenate(others(modality, squeezes), 1), weights.get(modality).value());
  }

  long outputs(Modality modality) {
    return weights.get(modality).shape().get(0);
  }

  private static <T> List<T> others(Modality modality, PerModality<T> all) {
    int own = all.modalities().indexOf(modality);
    return IntStream.range(0, all.size())
        .filter(j -> j != own)
        .mapToObj(all.values()::get)
        .toList();
  }

  /** The same in TorchScript. */
  String script(Modality modality, PerModality<String> squeezes, ScriptBody body) {
    return body.let(
        "torch.linear(%s, %s)"
            .formatted(
                ScriptText.concatenated(others(modality, squeezes)),
                weights.get(modality).script()));
  }
}
