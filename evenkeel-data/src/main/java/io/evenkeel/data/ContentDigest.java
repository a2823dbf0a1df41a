package io.evenkeel.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.modality.Modality;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** A SHA-256 over the contents of splits, in the order in which they are added. */
final class ContentDigest {
  private final MessageDigest digest;

  ContentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Adds a split under its name; {@code contents} adds its samples. */
  void add(String split, Consumer<MessageDigest> contents) {
    digest.update((byte) split.length());
    digest.update(split.getBytes(UTF_8));
    contents.accept(digest);
  }

  /**
   * Adds every label and value of a data set under the name of its split; targets, weights and
   * absent modalities where there are any.
   */
  void add(String split, Dataset data) {
    add(split, ignored -> addValues(data));
  }

  /** The digest of what was added; nothing can be added afterwards. */
  String hexadecimal() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void addValues(Dataset data) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(data.size()).flip());
    for (int sample = 0; sample < data.size(); sample++) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(data.label(sample)).flip());
      addTargets(data, sample);
      for (Modality modality : data.shapes().modalities()) {
        float[] values = new float[data.shapes().get(modality).values()];
        data.copy(modality, sample, values, 0);
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
      }
    }
  }

  private void addTargets(Dataset data, int sample) {
    for (float target : data.target(sample)) {
      digest.update(ByteBuffer.allocate(Float.BYTES).putFloat(target).flip());
    }
    if (data.weight(sample) != 1) {
      digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(data.weight(sample)).flip());
    }
    for (Modality modality : data.shapes().modalities()) {
      if (!data.has(modality, sample)) {
        digest.update(("no " + modality).getBytes(UTF_8));
      }
    }
  }
}
