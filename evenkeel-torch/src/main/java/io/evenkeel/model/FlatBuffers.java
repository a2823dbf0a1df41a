package io.evenkeel.model;

import io.evenkeel.files.Sha256;
import io.evenkeel.measure.SquaredNorms;
import io.evenkeel.modality.Role;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Device;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Owner;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The memory of a network: one flat buffer of values and one of gradients, in which the parameters
 * of one role stand side by side, and one flat buffer of recorded statistics.
 *
 * <p>Every parameter is a view, so that ‖·‖² of a role is one scalar product, and an update, a
 * snapshot or a reset is one operation for the whole network.
 */
public final class FlatBuffers implements AutoCloseable {
  private final Owner owner = new Owner();
  private final List<Parameter> parameters;
  private final Tensor values;
  private final Tensor gradients;
  private final Tensor statistics;
  private final Map<Role, Segment> segments = new LinkedHashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();

  private record Segment(long start, Tensor values, Tensor gradients) {}

  /** The values and statistics at a moment, kept until closed. */
  static final class Snapshot implements AutoCloseable {
    private final Owner owner = new Owner();
    private final Tensor values;
    private final Tensor statistics;

    private Snapshot(Tensor values, Tensor statistics) {
      this.values = owner.keep(values.copy());
      this.statistics = owner.keep(statistics.copy());
    }

    Tensor values() {
      return values;
    }

    Tensor statistics() {
      return statistics;
    }

    @Override
    public void close() {
      owner.close();
    }
  }

  private FlatBuffers(List<Parameter> parameters, Precision precision, Device device) {
    this.parameters = parameters;
    long trained =
        parameters.stream().filter(p -> p.role().isPresent()).mapToLong(Parameter::count).sum();
    long recorded = parameters.stream().mapToLong(Parameter::count).sum() - trained;
    values = owner.keep(device.zeros(precision, trained));
    gradients = owner.keep(device.zeros(precision, trained));
    statistics = owner.keep(device.zeros(precision, recorded));
  }

  /**
   * Gives every parameter its memory and its first value, which follows from the seed and its name.
   */
  static FlatBuffers allocate(
      List<Parameter> parameters, Precision precision, Device device, Seed seed) {
    try (Scope scope = Scope.open();
        var noGradients = io.evenkeel.torch.Gradients.off()) {
      FlatBuffers buffers = new FlatBuffers(parameters, precision, device);
      buffers.bindTrained();
      buffers.bindStatistics();
      for (Parameter p : parameters) {
        float[] drawn = p.initialization().draw(p.count(), seed.fold(p.name()));
        p.value().detach().copy_(Tensor.of(drawn, shapeOf(p)));
      }
      return buffers;
    }
  }

  private void bindTrained() {
    Map<Role, List<Parameter>> byRole = new LinkedHashMap<>();
    for (Parameter p : parameters) {
      p.role().ifPresent(role -> byRole.computeIfAbsent(role, r -> new ArrayList<>()).add(p));
    }
    long offset = 0;
    for (var entry : byRole.entrySet()) {
      long start = offset;
      for (Parameter p : entry.getValue()) {
        Tensor gradient = owner.keep(viewAt(gradients, offset, p));
        Tensor leaf = viewAt(values, offset, p).leafWithGradient(gradient);
        p.bind(owner.keep(leaf), gradient);
        offsets.put(p.name(), offset);
        offset += p.count();
      }
      segments.put(
          entry.getKey(),
          new Segment(
              start,
              owner.keep(values.segment(start, offset - start)),
              owner.keep(gradients.segment(start, offset - start))));
    }
  }

  private void bindStatistics() {
    long offset = 0;
    for (Parameter p : parameters) {
      if (p.role().isEmpty()) {
        // Of its own, or one batch norm's update would void what another has saved for backward.
        p.bind(owner.keep(viewAt(statistics, offset, p).sameMemory()));
        offset += p.count();
      }
    }
  }

  /**
   * Convolution weights lie channels-last, as the convolutions of the CPU and of tensor cores want
   * them.
   */
  private static Tensor viewAt(Tensor flat, long offset, Parameter p) {
    long[] shape = shapeOf(p);
    Tensor segment = flat.segment(offset, p.count());
    return switch (shape.length) {
      case 4 -> segment.view(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2);
      case 5 ->
          segment.view(shape[0], shape[2], shape[3], shape[4], shape[1]).permute(0, 4, 1, 2, 3);
      default -> segment.view(shape);
    };
  }

  private static long[] shapeOf(Parameter p) {
    return p.shape().stream().mapToLong(Long::longValue).toArray();
  }

  /** Every parameter and buffer, in the order they were declared. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The parameter or buffer of this name; throws if there is none. */
  public Parameter parameter(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  /** The roles that have parameters, in the order of the flat buffers. */
  public Set<Role> roles() {
    return Collections.unmodifiableSet(segments.keySet());
  }

  /** The gradients of the parameters of one role, flat; a view. Throws for a role without any. */
  public Tensor gradients(Role role) {
    return segment(role).gradients();
  }

  /** The values of the parameters of one role, flat; a view. Throws for a role without any. */
  public Tensor values(Role role) {
    return segment(role).values();
  }

  /**
   * What stands for a parameter in a flat buffer that is laid out as {@link #gradients()}: a view
   * in the parameter's shape.
   */
  public Tensor viewOf(Tensor flat, Parameter parameter) {
    Long offset = offsets.get(parameter.name());
    if (offset == null) {
      throw new NoSuchElementException(parameter.name() + " has no gradient");
    }
    return viewAt(flat, offset, parameter);
  }

  /** Where the parameters of one role stand in a flat buffer. */
  public Tensor partOf(Tensor flat, Role role) {
    return flat.segment(segment(role).start(), segment(role).values().count());
  }

  private Segment segment(Role role) {
    Segment segment = segments.get(role);
    if (segment == null) {
      throw new NoSuchElementException("no parameter has the role " + role);
    }
    return segment;
  }

  /** What stands where in the buffers, as a SHA-256 in hexadecimal. */
  public String layout() {
    Sha256 digest = new Sha256();
    parameters.forEach(p -> digest.add(p.name() + " " + p.shape() + " " + p.role() + "\n"));
    return digest.hexadecimal();
  }

  /** The values of every trained parameter, flat. */
  public Tensor values() {
    return values;
  }

  /** The gradients of every trained parameter, flat and in the same order. */
  public Tensor gradients() {
    return gradients;
  }

  /**
   * Computes the gradient of a scalar loss, in place of what {@link #gradients} held.
   *
   * <p>Each gradient is copied from where autograd has made it: to add it to zeros would take
   * memory twice the way.
   */
  public void backward(Tensor loss) {
    replaceBy(loss::backward);
  }

  /** The same, for a loss whose graph another backward pass goes through afterwards. */
  public void backwardKeepingGraph(Tensor loss) {
    replaceBy(loss::backwardKeepingGraph);
  }

  private void replaceBy(Runnable backwardPass) {
    List<Parameter> trained = parameters.stream().filter(p -> p.role().isPresent()).toList();
    trained.forEach(p -> p.value().dropGradient());
    backwardPass.run();
    try (Gradients off = Gradients.off()) {
      trained.forEach(p -> p.value().moveGradientTo(p.gradient()));
    }
  }

  /**
   * Computes the gradient of a scalar loss and adds it to what {@link #backward} has left in {@link
   * #gradients}.
   */
  public void addBackward(Tensor loss) {
    loss.backward();
  }

  /** Every recorded statistic, flat. */
  Tensor statistics() {
    return statistics;
  }

  /** ‖G‖² and ‖θ‖² of each role, read from the device once. */
  public Map<Role, SquaredNorms> squaredNorms() {
    List<Tensor> products = new ArrayList<>();
    for (Segment segment : segments.values()) {
      products.add(segment.gradients().dot(segment.gradients()));
      products.add(segment.values().dot(segment.values()));
    }
    double[] numbers = Functional.stack(products).toDoubles();
    Map<Role, SquaredNorms> norms = new LinkedHashMap<>();
    int at = 0;
    for (Role role : segments.keySet()) {
      norms.put(role, new SquaredNorms(numbers[at++], numbers[at++]));
    }
    return norms;
  }

  /** A copy of every value and statistic as they are now. */
  Snapshot snapshot() {
    try (Scope scope = Scope.open()) {
      return new Snapshot(values, statistics);
    }
  }

  /** Puts every value and statistic back to what they were. */
  void restore(Snapshot snapshot) {
    values.copy_(snapshot.values);
    statistics.copy_(snapshot.statistics);
  }

  @Override
  public void close() {
    owner.close();
  }
}
