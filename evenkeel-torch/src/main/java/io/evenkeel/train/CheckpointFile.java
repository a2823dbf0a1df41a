package io.evenkeel.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.files.Sha256;
import io.evenkeel.input.BadInputException;
import io.evenkeel.model.NetworkState;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint as a safetensors file: the tensors flat, in the network's order; under {@code state}
 * in its metadata everything else as JSON; under {@code sha256} a checksum of both.
 */
final class CheckpointFile {
  private static final int FORMAT = 1;
  private static final String STATE = "state";
  private static final String CHECKSUM = "sha256";

  private CheckpointFile() {}

  /** Writes a checkpoint, whole or not at all. */
  static void write(Path file, Checkpoint checkpoint) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT).put("layout", checkpoint.layout());
    root.set("training", checkpoint.state());
    root.set("elapsed", TrainingStateJson.write(checkpoint.elapsed()));
    List<NamedArray> tensors = new ArrayList<>();
    add("network", checkpoint.network(), root, tensors);
    tensors.add(flat("optimizer.momentum", checkpoint.momentum()));
    checkpoint.best().ifPresent(best -> add("best", best, root, tensors));
    String state = root.toString();
    Safetensors.write(
        file,
        new Safetensors.Content(Map.of(STATE, state, CHECKSUM, checksum(state, tensors)), tensors));
  }

  private static void add(
      String name, NetworkState network, ObjectNode root, List<NamedArray> tensors) {
    root.put(name + "_training_steps", network.trainingSteps());
    tensors.add(flat(name + ".values", network.values()));
    tensors.add(flat(name + ".statistics", network.statistics()));
  }

  private static NamedArray flat(String name, float[] values) {
    return new NamedArray(name, List.of((long) values.length), values);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws BadInputException for a file that is not, to the last bit, what {@link #write} has
   *     written
   */
  static Checkpoint read(Path file) {
    Safetensors.Content content = Safetensors.readContent(file);
    String state = content.metadata().getOrDefault(STATE, "");
    if (!checksum(state, content.tensors()).equals(content.metadata().get(CHECKSUM))) {
      throw new BadInputException(
          file.toString(), "contents that do not match their checksum", "a whole checkpoint");
    }
    JsonNode root = parse(file, state);
    if (root.path("format").asInt() != FORMAT) {
      throw new BadInputException(
          file.toString(), "format " + root.path("format"), "format " + FORMAT);
    }
    return new Checkpoint(
        root.path("training"),
        TrainingStateJson.elapsed(root.path("elapsed")),
        root.path("layout").asText(),
        network("network", root, content.tensors()),
        values("optimizer.momentum", content.tensors()),
        root.has("best_training_steps")
            ? Optional.of(network("best", root, content.tensors()))
            : Optional.empty());
  }

  private static JsonNode parse(Path file, String state) {
    try {
      return new ObjectMapper().readTree(state);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file.toString(), "a state that is no JSON", "a whole checkpoint", e);
    }
  }

  private static NetworkState network(String name, JsonNode root, List<NamedArray> tensors) {
    return new NetworkState(
        values(name + ".values", tensors),
        values(name + ".statistics", tensors),
        TrainingStateJson.whole(root, name + "_training_steps"));
  }

  private static float[] values(String name, List<NamedArray> tensors) {
    return tensors.stream()
        .filter(tensor -> tensor.name().equals(name))
        .map(NamedArray::values)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no tensor " + name + " in it"));
  }

  private static String checksum(String state, List<NamedArray> tensors) {
    Sha256 digest = new Sha256().add(state);
    tensors.forEach(t -> digest.add(t.name() + " " + t.shape() + "\n").add(t.values()));
    return digest.hexadecimal();
  }
}
