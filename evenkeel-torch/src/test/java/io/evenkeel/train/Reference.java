package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.Parameter;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers that src/test/reference/make_reference.py has computed with PyTorch. */
record Reference(JsonNode json, Map<String, NamedArray> tensors) {
  private static final Path FOLDER = Path.of("src/test/resources/reference");
  private static final double TOLERANCE = 1e-4;

  static Reference read(String name) throws IOException {
    Map<String, NamedArray> tensors = new LinkedHashMap<>();
    Safetensors.read(FOLDER.resolve(name + ".safetensors"))
        .forEach(array -> tensors.put(array.name(), array));
    return new Reference(
        new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile()), tensors);
  }

  NamedArray array(String name) {
    NamedArray array = tensors.get(name);
    assertThat(array).as(name).isNotNull();
    return array;
  }

  Tensor tensor(String name) {
    NamedArray array = array(name);
    return Tensor.of(array.values(), array.shape().stream().mapToLong(Long::longValue).toArray());
  }

  PerModality<Tensor> inputs(MultimodalNetwork network, String prefix) {
    return PerModality.of(network.modalities(), m -> tensor(prefix + "." + m));
  }

  static Tensor labels(JsonNode numbers) {
    long[] labels = new long[numbers.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = numbers.get(i).asLong();
    }
    return Tensor.of(labels);
  }

  /** Sets every parameter and statistic to the one of the same name. */
  void load(MultimodalNetwork network, String prefix) {
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      for (Parameter p : network.buffers().parameters()) {
        p.value().copy_(tensor(prefix + "." + p.name()));
      }
    }
  }

  /** Asserts that every parameter and statistic is the one of the same name. */
  void assertState(MultimodalNetwork network, String prefix) {
    for (Parameter p : network.buffers().parameters()) {
      assertClose(prefix + "." + p.name(), p.value());
    }
  }

  /** Asserts that every gradient is the one of the same name. */
  void assertGradients(MultimodalNetwork network, String prefix) {
    for (Parameter p : network.buffers().parameters()) {
      if (p.role().isPresent()) {
        assertClose(prefix + "." + p.name(), p.gradient());
      }
    }
  }

  void assertLogits(PerModality<Tensor> logits, String prefix) {
    logits.forEach((m, branch) -> assertClose(prefix + "." + m, branch));
  }

  /** Every value within 1e-4 of the reference, relative to the largest of the tensor. */
  void assertClose(String name, Tensor actual) {
    assertClose(name, actual.toFloats());
  }

  void assertClose(String name, float[] actual) {
    float[] expected = array(name).values();
    assertThat(actual).as(name).hasSameSizeAs(expected);
    float largest = 1e-4f;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s[%d]", name, i)
          .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(TOLERANCE * largest));
    }
  }
}
