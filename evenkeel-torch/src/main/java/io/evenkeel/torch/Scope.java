package io.evenkeel.torch;

import org.bytedeco.javacpp.PointerScope;

/**
 * The lifetime of native memory: every tensor born while a scope is the innermost of its thread
 * dies when the scope closes, also on an exception.
 *
 * <p>What has to live longer is given to an {@link Owner}.
 */
public final class Scope implements AutoCloseable {
  private final PointerScope pointers = new PointerScope();

  private Scope() {}

  /** Opens a scope on this thread; close it on the same thread, innermost first. */
  public static Scope open() {
    return new Scope();
  }

  @Override
  public void close() {
    pointers.close();
  }
}
