package io.evenkeel.check;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The first 128 bits of a SHA-256 over values: alike for the same values alone.
 *
 * @param high the first 64
 * @param low the other 64
 */
record Content(long high, long low) {

  /** Of values of each modality, absent where it is missing. */
  static Content of(Iterable<Optional<float[]>> modalities) {
    MessageDigest digest = sha256();
    for (Optional<float[]> values : modalities) {
      digest.update((byte) (values.isPresent() ? 1 : 0));
      values.ifPresent(
          present -> {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * present.length);
            bytes.asFloatBuffer().put(present);
            digest.update(bytes);
          });
    }
    ByteBuffer sum = ByteBuffer.wrap(digest.digest());
    return new Content(sum.getLong(), sum.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
