package io.evenkeel.bench.raw;

import org.bytedeco.pytorch.InferenceMode;

/** Inference mode on this thread until closed: no views are tracked and no versions counted. */
public final class Inference implements AutoCloseable {
  private final InferenceMode mode = new InferenceMode(true);

  private Inference() {}

  /** Begins inference mode. */
  public static Inference on() {
    return new Inference();
  }

  @Override
  public void close() {
    mode.close();
  }
}
