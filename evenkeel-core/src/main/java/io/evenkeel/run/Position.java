package io.evenkeel.run;

/**
 * Where in a run a training step stands.
 *
 * @param epoch the epoch, counted from 1
 * @param step the step over the whole run, counted from 1
 */
public record Position(int epoch, long step) {
  /** Checks that both count from 1. */
  public Position {
    if (epoch < 1 || step < 1) {
      throw new IllegalArgumentException("epoch " + epoch + ", step " + step + " count from 1");
    }
  }
}
