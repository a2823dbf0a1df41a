package io.evenkeel.torch;

import org.bytedeco.pytorch.AutoGradMode;

/** Switches the recording of gradients off for a stretch of code on this thread. */
public final class Gradients implements AutoCloseable {
  private final AutoGradMode mode = new AutoGradMode(false);

  private Gradients() {}

  /** Operations until {@link #close} leave no trace for a backward pass. */
  public static Gradients off() {
    return new Gradients();
  }

  @Override
  public void close() {
    mode.close();
  }
}
