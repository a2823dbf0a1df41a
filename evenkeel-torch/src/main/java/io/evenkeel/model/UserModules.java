package io.evenkeel.model;

import io.evenkeel.torch.Device;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.ScriptModule;
import java.util.ArrayList;
import java.util.List;

/** The modules of users that encoders run, kept alive until closed. */
final class UserModules implements AutoCloseable {
  private final Owner owner = new Owner();
  private final List<ScriptModule> modules = new ArrayList<>();

  /** Keeps a module; returns it. */
  ScriptModule keep(ScriptModule module) {
    modules.add(owner.keep(module));
    return module;
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return modules.isEmpty();
  }

  /** Moves what they hold beside parameters and statistics, which the network gives them. */
  void moveTo(Device device) {
    if (!device.equals(Device.cpu())) {
      modules.forEach(module -> module.moveTo(device));
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
