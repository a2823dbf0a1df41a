package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.StepPlan;
import io.evenkeel.torch.Tensor;

/**
 * A fusion module where it stands.
 *
 * @param module how the branches exchange information here
 * @param depths after how many stages of each branch
 * @param channels how many each branch squeezes
 * @param runningMessages for each branch the cumulative mean over training steps of the batch mean
 *     of its message; of an MMTM the ḡ_i
 */
record FusionPoint(
    FusionModule module,
    PerModality<Integer> depths,
    PerModality<Long> channels,
    PerModality<Parameter> runningMessages) {

  /** The messages of every branch from its features. */
  PerModality<Tensor> messages(PerModality<Activation> features) {
    return module.messages(features.map(Activation::spatialMean));
  }

  /**
   * Takes the batch means of the messages of a training step into the running means; counts steps
   * from 1.
   */
  void record(PerModality<Tensor> means, long step) {
    means.forEach(
        (modality, mean) -> runningMessages.get(modality).value().interpolate_(mean, 1.0 / step));
  }

  /** The running mean as a message for every sample, (1, size); no gradient flows through it. */
  Tensor runningMessage(Modality modality) {
    Tensor message = runningMessages.get(modality).value();
    return message.view(1, message.count());
  }

  /** The messages, but for the branch that a plan re-balances its running mean. */
  PerModality<Tensor> underPlan(StepPlan plan, PerModality<Tensor> messages) {
    return messages.mapWithModality(
        (modality, message) ->
            plan.equals(new StepPlan.Rebalance(modality)) ? runningMessage(modality) : message);
  }

  /** What every branch goes on with, each with its own message. */
  PerModality<Activation> fused(PerModality<Activation> features, PerModality<Tensor> messages) {
    return features.mapWithModality((m, a) -> a.with(module.fused(m, a, messages.get(m))));
  }

  /** From the features of every branch to what it goes on with, in TorchScript. */
  PerModality<ScriptActivation> script(PerModality<ScriptActivation> features, ScriptBody body) {
    PerModality<String> squeezes = features.map(a -> a.spatialMean(body));
    return features.mapWithModality(
        (m, a) -> module.scriptFused(m, a, module.scriptMessage(m, squeezes, body), body));
  }
}
