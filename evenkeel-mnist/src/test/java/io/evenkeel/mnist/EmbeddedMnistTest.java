package io.evenkeel.mnist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedMnistTest {

  @ParameterizedTest
  @EnumSource
  void theCompressedFileHasItsRecordedSha256(EmbeddedMnist file) throws Exception {
    try (InputStream stream = file.open()) {
      assertThat(checksums())
          .contains("SHA256 (%s) = %s\n".formatted(file.fileName(), digest("SHA-256", stream)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePlainFileHasItsRecordedMd5(EmbeddedMnist file) throws Exception {
    String plain = file.fileName().replace(".gz", "");
    try (InputStream stream = new GZIPInputStream(file.open())) {
      assertThat(checksums()).contains("MD5 (%s) = %s\n".formatted(plain, digest("MD5", stream)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TRAIN_IMAGES, 6bbc9ace898e44ae57da46a324031adb",
    "TRAIN_LABELS, a25bea736e30d166cdddb491f175f624",
    "TEST_IMAGES, 2646ac647ad5339dbf082846283269ea",
    "TEST_LABELS, 27ae3e4e09519cfbb04c329615203637"
  })
  void theRecordedMd5IsTheOneOfTheCanonicalFile(EmbeddedMnist file, String md5) throws Exception {
    assertThat(checksums())
        .contains("MD5 (%s) = %s\n".formatted(file.fileName().replace(".gz", ""), md5));
  }

  @Test
  void theLicenceNoteNamesAuthorsAndTerms() throws IOException {
    assertThat(text("LICENSE-MNIST.txt"))
        .contains("Yann LeCun", "Corinna Cortes", "ShareAlike 3.0");
  }

  private static String checksums() throws IOException {
    return text("CHECKSUMS");
  }

  private static String text(String resource) throws IOException {
    try (InputStream stream = EmbeddedMnist.class.getResourceAsStream(resource)) {
      assertThat(stream).as(resource).isNotNull();
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private static String digest(String algorithm, InputStream stream)
      throws IOException, NoSuchAlgorithmException {
    DigestInputStream digesting =
        new DigestInputStream(stream, MessageDigest.getInstance(algorithm));
    digesting.transferTo(java.io.OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
  }
}
