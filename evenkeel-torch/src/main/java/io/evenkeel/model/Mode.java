package io.evenkeel.model;

/**
 * Whether a forward pass may record: batch-norm statistics and running gates move in training
 * alone.
 */
public enum Mode {
  TRAIN,
  /** Computes what training would, and records nothing. */
  REHEARSE,
  EVALUATE
}
