package io.evenkeel.model;

import io.evenkeel.modality.PerModality;
import io.evenkeel.torch.Tensor;

/** The means over a batch of the messages of one fusion module, added up part by part. */
final class MessageMeans {
  private final FusionPoint fusion;
  private final PerModality<Tensor> sums;

  /** Zeros, in the scope that is open. */
  MessageMeans(FusionPoint fusion) {
    this.fusion = fusion;
    sums = fusion.runningMessages().map(running -> zerosLike(running.value()));
  }

  private static Tensor zerosLike(Tensor tensor) {
    Tensor zeros = tensor.copy();
    zeros.zero_();
    return zeros;
  }

  /** Adds the messages of a part that is so much of the batch. */
  void add(PerModality<Tensor> messages, double share) {
    of(messages).forEach((modality, mean) -> sums.get(modality).add_(mean, share));
  }

  /** Takes the sums into the running means; counts steps from 1. */
  void record(long step) {
    fusion.record(sums, step);
  }

  /** The means over the samples of messages. */
  static PerModality<Tensor> of(PerModality<Tensor> messages) {
    return messages.map(message -> message.detach().mean(0));
  }
}
