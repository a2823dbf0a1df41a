package io.evenkeel.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/** Keeps tensors alive beyond the scope they were born in, until it closes. */
public final class Owner implements AutoCloseable {
  private final List<Pointer> owned = new ArrayList<>();

  /** Keeps a tensor alive until this owner closes; returns it. */
  public Tensor keep(Tensor tensor) {
    owned.add(tensor.handle.retainReference());
    return tensor;
  }

  /** Keeps a module alive until this owner closes; returns it. */
  public ScriptModule keep(ScriptModule module) {
    owned.add(module.handle().retainReference());
    return module;
  }

  @Override
  public void close() {
    owned.forEach(Pointer::releaseReference);
    owned.clear();
  }
}
