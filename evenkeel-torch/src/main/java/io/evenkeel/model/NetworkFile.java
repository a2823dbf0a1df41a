package io.evenkeel.model;

import io.evenkeel.input.BadInputException;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network's parameters and statistics as a safetensors file, by their names. */
final class NetworkFile {
  /** The metadata that say what the network is put together from. */
  static final String DESCRIPTION = "network";

  /** The tensor that says how many training steps the running gates have seen, a scalar. */
  static final String TRAINING_STEPS = "training_steps";

  private NetworkFile() {}

  static void save(MultimodalNetwork network, Path file) {
    List<NamedArray> arrays = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      for (Parameter p : ownParameters(network)) {
        arrays.add(new NamedArray(p.name(), p.shape(), p.value().detach().toFloats()));
      }
    }
    arrays.add(steps(network));
    Map<String, String> metadata = Map.of(DESCRIPTION, network.description().write());
    Safetensors.write(file, new Safetensors.Content(metadata, arrays));
  }

  private static NamedArray steps(MultimodalNetwork network) {
    // Exact up to 2^24 steps; beyond, the running gates do not move by as much as a float can tell.
    return new NamedArray(TRAINING_STEPS, List.of(), new float[] {network.trainingSteps()});
  }

  /** The same as a tensor. */
  static Tensor trainingSteps(MultimodalNetwork network) {
    return tensor(steps(network));
  }

  static void load(MultimodalNetwork network, Path file) {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    Safetensors.read(file).forEach(array -> arrays.put(array.name(), array));
    float steps = take(arrays, file, TRAINING_STEPS, List.of()).values()[0];
    if (!(steps >= 0 && steps <= Long.MAX_VALUE && steps == Math.rint(steps))) {
      throw new BadInputException(
          file + ", tensor " + TRAINING_STEPS, Float.toString(steps), "a whole number ≥ 0");
    }
    Map<Parameter, NamedArray> values = new LinkedHashMap<>();
    for (Parameter p : ownParameters(network)) {
      values.put(p, take(arrays, file, p.name(), p.shape()));
    }
    if (!arrays.isEmpty()) {
      throw new BadInputException(
          file.toString(), "unknown tensors " + arrays.keySet(), "those of the network alone");
    }
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      values.forEach((p, array) -> p.value().copy_(tensor(array)));
    }
    network.setTrainingSteps((long) steps);
  }

  /** What a method of training has kept is of no use after it. */
  private static List<Parameter> ownParameters(MultimodalNetwork network) {
    return network.buffers().parameters().stream()
        .filter(p -> !p.name().startsWith(MethodTensor.PREFIX))
        .toList();
  }

  static Tensor tensor(NamedArray array) {
    return Tensor.of(array.values(), array.shape().stream().mapToLong(Long::longValue).toArray());
  }

  private static NamedArray take(
      Map<String, NamedArray> arrays, Path file, String name, List<Long> shape) {
    NamedArray array = arrays.remove(name);
    if (array == null || !array.shape().equals(shape)) {
      throw new BadInputException(
          file + ", tensor " + name,
          array == null ? "missing" : "shape " + array.shape(),
          "shape " + shape);
    }
    return array;
  }
}
