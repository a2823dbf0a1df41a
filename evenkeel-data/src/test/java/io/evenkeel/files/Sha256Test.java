package io.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
  /** The first example of FIPS 180-2, appendix B. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void aFileCountsAsItsBytesWherePartsMeetDoesNot() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "bc");

    assertThat(new Sha256().add("abc").hexadecimal()).isEqualTo(OF_ABC);
    assertThat(new Sha256().add("a").add(file).hexadecimal()).isEqualTo(OF_ABC);
  }

  @Test
  void aFileLongerThanWhatIsReadAtATimeIsReadToItsEnd() throws IOException {
    String text = "0123456789".repeat(20_000);
    Path file = Files.writeString(folder.resolve("file"), text);

    assertThat(new Sha256().add(file).hexadecimal())
        .isEqualTo(new Sha256().add(text).hexadecimal());
  }
}
