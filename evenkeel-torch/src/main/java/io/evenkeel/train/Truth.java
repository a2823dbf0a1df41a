package io.evenkeel.train;

import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Tensor;

/** What is true of the samples of a batch, and how far outputs (batch, outputs) are from it. */
public sealed interface Truth {

  /** The mean loss over the batch. */
  Tensor meanLoss(Tensor outputs);

  /** The loss of each sample, (batch). */
  Tensor losses(Tensor outputs);

  /** How many samples there are. */
  long samples();

  /**
   * Each sample is of one class; the loss is the cross-entropy.
   *
   * @param labels the classes, (batch)
   */
  record Classes(Tensor labels) implements Truth {
    @Override
    public long samples() {
      return labels.shape()[0];
    }

    @Override
    public Tensor meanLoss(Tensor outputs) {
      return Functional.crossEntropy(outputs, labels);
    }

    @Override
    public Tensor losses(Tensor outputs) {
      return Functional.crossEntropies(outputs, labels);
    }
  }

  /**
   * Each label applies to a sample or does not; the loss is the binary cross-entropy with the
   * sigmoid of the outputs, the mean over labels.
   *
   * @param applies 1 where a label applies, 0 elsewhere, (batch, labels)
   */
  record MultiLabel(Tensor applies) implements Truth {
    @Override
    public long samples() {
      return applies.shape()[0];
    }

    @Override
    public Tensor meanLoss(Tensor outputs) {
      return losses(outputs).mean(0);
    }

    @Override
    public Tensor losses(Tensor outputs) {
      return Functional.binaryCrossEntropies(outputs, applies).mean(1);
    }
  }

  /**
   * Each sample has values of quantities; the loss is the squared error, the mean over quantities.
   *
   * @param values scaled to mean 0 and variance 1 over the training split, (batch, quantities)
   */
  record Regression(Tensor values) implements Truth {
    @Override
    public long samples() {
      return values.shape()[0];
    }

    @Override
    public Tensor meanLoss(Tensor outputs) {
      return losses(outputs).mean(0);
    }

    @Override
    public Tensor losses(Tensor outputs) {
      Tensor errors = outputs.plus(values.times(-1));
      return errors.times(errors).mean(1);
    }
  }
}
