package io.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileTroubleTest {
  @TempDir Path folder;

  static Stream<Arguments> failures() {
    IOException denied = new AccessDeniedException("/a/b");
    return Stream.of(
        Arguments.of(denied, "permission denied"),
        Arguments.of(new NoSuchFileException("/a/b"), "no such file or folder"),
        Arguments.of(
            new FileSystemException("/a", null, "No space left on device"),
            "no space left on device"),
        Arguments.of(
            new FileSystemException("/a/b", null, "Not a directory"),
            "a file stands where a folder would have to be"),
        Arguments.of(new MalformedInputException(1), "bytes that are no text"),
        Arguments.of(new EOFException(), "it ends too soon"),
        Arguments.of(new IOException((String) null), "no reason is given"),
        Arguments.of(new IOException("Not in GZIP format"), "not in GZIP format"),
        Arguments.of(new IOException("CRC mismatch"), "CRC mismatch"),
        Arguments.of(new IOException("Data/x.bin is odd"), "Data/x.bin is odd"),
        Arguments.of(new IOException(denied), "permission denied"),
        Arguments.of(new UncheckedIOException("cannot read /a/b", denied), "permission denied"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aReasonNamesNeitherThePathNorAClass(Throwable failure, String reason) {
    assertThat(FileTrouble.reason(failure)).isEqualTo(reason);
  }

  private static String reasonOf(ThrowingCallable use) {
    return FileTrouble.reason(catchThrowableOfType(IOException.class, use));
  }

  /** What this system throws. */
  @Test
  void aPathOfTheOtherKindIsToldAsSuch() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(reasonOf(() -> Files.readString(folder))).isEqualTo("it is a folder");
    assertThat(reasonOf(() -> new FileInputStream(folder.toFile()).close()))
        .isEqualTo("it is a folder");
    assertThat(reasonOf(() -> Files.newDirectoryStream(file))).isEqualTo("it is no folder");
    assertThat(reasonOf(() -> Files.readString(file.resolve("inside"))))
        .isEqualTo("a file stands where a folder would have to be");
    assertThat(reasonOf(() -> Files.createDirectory(file))).isEqualTo("a file is in its place");
  }

  @Test
  void aSentenceSaysWhatCouldNotBeDoneAndWhy() {
    IOException denied = new AccessDeniedException("/a/b");

    assertThat(FileTrouble.sentence(new UncheckedIOException("cannot write /a/b", denied)))
        .isEqualTo("cannot write /a/b (permission denied)");
    assertThat(FileTrouble.sentence(new UncheckedIOException(denied)))
        .isEqualTo("permission denied");
    IOException full = new IOException("No space left on device");
    assertThat(
            FileTrouble.sentence(
                new UncheckedIOException("cannot write b: " + full.getMessage(), full)))
        .isEqualTo("cannot write b: No space left on device");
  }

  @Test
  void aFileThatCannotBeReadIsTheInputsFault() {
    assertThat(FileTrouble.unreadable(Path.of("x"), "a list", new NoSuchFileException("x")))
        .hasMessage("x: no such file; expected a list");
    assertThat(FileTrouble.unreadable(Path.of("x"), "a list", new AccessDeniedException("x")))
        .hasMessage("x: cannot be read (permission denied); expected a list");
  }
}
