package io.evenkeel.model;

import io.evenkeel.modality.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Collects the parameters and buffers of a network while it is put together. */
final class ParameterPlan {
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /** A trained tensor; throws if the name is taken. */
  Parameter trained(String name, Role role, Initialization initialization, long... shape) {
    return add(name, Optional.of(role), initialization, shape);
  }

  /** A tensor that training records in and no gradient reaches; throws if the name is taken. */
  Parameter buffer(String name, double initial, long... shape) {
    return add(name, Optional.empty(), new Initialization.Constant(initial), shape);
  }

  /** The same, beginning with several values. */
  Parameter buffer(String name, Initialization initialization, long... shape) {
    return add(name, Optional.empty(), initialization, shape);
  }

  private Parameter add(
      String name, Optional<Role> role, Initialization initialization, long... shape) {
    List<Long> sizes = LongStream.of(shape).boxed().toList();
    Parameter parameter = new Parameter(name, sizes, role, initialization);
    if (parameters.putIfAbsent(name, parameter) != null) {
      throw new IllegalStateException("two parameters are named " + name);
    }
    return parameter;
  }

  List<Parameter> all() {
    return List.copyOf(parameters.values());
  }
}
