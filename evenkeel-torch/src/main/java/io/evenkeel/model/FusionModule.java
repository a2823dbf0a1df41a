package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/**
 * How branches exchange information at one depth: from what every branch has squeezed out, each is
 * given a message, and combines it with its own features.
 *
 * <p>Nothing else flows between branches. So a branch is cut off from the others by putting the
 * mean squeezes of the others in its message (f'_i), and made to learn from its own input by
 * putting its running mean message in place of the computed one (re-balancing).
 */
interface FusionModule {

  /** The message of every branch, (batch, its size), from the squeezes s_i (batch, C_i). */
  default PerModality<Tensor> messages(PerModality<Tensor> squeezes) {
    return squeezes.mapWithModality((modality, own) -> message(modality, squeezes));
  }

  /** The message of one branch alone. */
  Tensor message(Modality modality, PerModality<Tensor> squeezes);

  /** The message of one branch in TorchScript. */
  String scriptMessage(Modality modality, PerModality<String> squeezes, ScriptBody body);

  /** How many numbers the message of a branch has for one sample. */
  long messageSize(Modality modality);

  /**
   * What a branch goes on with.
   *
   * @param features A_i, of C_i channels
   * @param message (batch or 1, its size)
   */
  Tensor fused(Modality modality, Activation features, Tensor message);

  /** The same in TorchScript. */
  ScriptActivation scriptFused(
      Modality modality, ScriptActivation features, String message, ScriptBody body);
}
