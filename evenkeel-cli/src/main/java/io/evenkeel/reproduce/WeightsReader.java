package io.evenkeel.reproduce;

import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compares weights value by value. */
record WeightsReader() implements Findings.Reader {

  @Override
  public void compare(Path before, Path now, Findings findings) {
    Map<String, NamedArray> others = new LinkedHashMap<>();
    Safetensors.read(now).forEach(tensor -> others.put(tensor.name(), tensor));
    for (NamedArray tensor : Safetensors.read(before)) {
      NamedArray other = others.remove(tensor.name());
      if (other == null) {
        findings.add(Difference.of(tensor.name(), "there", "absent"));
      } else if (!other.shape().equals(tensor.shape())) {
        findings.add(
            Difference.of(
                tensor.name() + ", shape", tensor.shape().toString(), other.shape().toString()));
      } else {
        for (int i = 0; i < tensor.values().length; i++) {
          if (tensor.values()[i] != other.values()[i]) {
            findings.compare(tensor.name() + "[" + i + "]", tensor.values()[i], other.values()[i]);
          }
        }
      }
    }
    others.keySet().forEach(name -> findings.add(Difference.of(name, "absent", "there")));
  }
}
