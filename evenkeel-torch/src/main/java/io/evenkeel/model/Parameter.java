package io.evenkeel.model;

import io.evenkeel.modality.Role;
import io.evenkeel.torch.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A trained tensor of a network, or a buffer that training only records in; born with its name,
 * shape and role, and given memory when the network is complete.
 */
public final class Parameter {
  private final String name;
  private final List<Long> shape;
  private final Optional<Role> role;
  private final Initialization initialization;
  private Optional<Tensor> value = Optional.empty();
  private Optional<Tensor> gradient = Optional.empty();
  private Consumer<Tensor> whenBound = memory -> {};

  Parameter(String name, List<Long> shape, Optional<Role> role, Initialization initialization) {
    this.name = name;
    this.shape = List.copyOf(shape);
    this.role = role;
    this.initialization = initialization;
  }

  /** The name it has in files, unique in its network: {@code encoders.gray.conv1.weight}. */
  public String name() {
    return name;
  }

  /** The sizes of its dimensions. */
  public List<Long> shape() {
    return shape;
  }

  /** What it serves; empty for a buffer, which no gradient reaches. */
  public Optional<Role> role() {
    return role;
  }

  /** Its current value, a view into the flat buffer of its role. */
  public Tensor value() {
    return value.orElseThrow(() -> new IllegalStateException(name + " has no memory yet"));
  }

  /** The gradient of the last backward pass, a view likewise; throws for a buffer. */
  public Tensor gradient() {
    return gradient.orElseThrow(() -> new IllegalStateException(name + " has no gradient"));
  }

  /** It in TorchScript. */
  String script() {
    return ScriptText.part(name);
  }

  int count() {
    return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
  }

  Initialization initialization() {
    return initialization;
  }

  /** Has somebody told of its memory once it has it. */
  void whenBound(Consumer<Tensor> listener) {
    whenBound = listener;
  }

  void bind(Tensor memory) {
    value = Optional.of(memory);
    whenBound.accept(memory);
  }

  void bind(Tensor memory, Tensor gradientMemory) {
    bind(memory);
    gradient = Optional.of(gradientMemory);
  }
}
