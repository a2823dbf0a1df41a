package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.model.Parameter;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Weights and inputs that follow from names, by the rule of make_video_reference.py. */
public final class NamedDraw {
  private NamedDraw() {}

  /** Multiples of 1/4096 in [-1, 1). */
  public static Tensor of(String name, long... shape) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    long state = crc.getValue();
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      state = (1664525 * state + 1013904223) & 0xffffffffL;
      values[k] = ((state >> 19) - 4096) / 4096f;
    }
    return Tensor.of(values, shape).to(Precision.FLOAT64);
  }

  public static Tensor weight(Parameter p) {
    long[] shape = p.shape().stream().mapToLong(Long::longValue).toArray();
    Tensor drawn = of(p.name(), shape);
    if (shape.length > 1) {
      long fanIn = 1;
      for (int i = 1; i < shape.length; i++) {
        fanIn *= shape[i];
      }
      int bits = Long.SIZE - Long.numberOfLeadingZeros(fanIn);
      return drawn.times(Math.pow(2, 1 - (bits - 1) / 2));
    }
    float[] values = drawn.times(0.25).toFloats();
    for (int k = 0; k < values.length && p.name().endsWith(".weight"); k++) {
      values[k] += 1;
    }
    return Tensor.of(values, shape).to(Precision.FLOAT64);
  }

  /** Squared norm, first and middle value, each relative to the norm. */
  public static void assertMarks(Parameter p, Tensor actual, JsonNode all, double tolerance) {
    JsonNode expected = all.path(p.name());
    double[] values = actual.detach().toDoubles();
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    double wanted = expected.path(0).asDouble(Double.NaN);
    double norm = Math.sqrt(wanted);
    assertThat(squares).as(p.name()).isCloseTo(wanted, within(tolerance * Math.max(1e-2, wanted)));
    int[] at = {0, values.length / 2};
    for (int k = 0; k < at.length; k++) {
      assertThat(values[at[k]])
          .as("%s[%d]", p.name(), at[k])
          .isCloseTo(
              expected.path(k + 1).asDouble(Double.NaN), within(tolerance * Math.max(1e-1, norm)));
    }
  }
}
