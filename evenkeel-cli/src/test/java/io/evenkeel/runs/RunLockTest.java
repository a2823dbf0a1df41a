package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path folder;

  @Test
  void theSecondHolderIsRefusedAndTheFirstNamed() {
    try (RunLock held = RunLock.acquire(folder, "train")) {
      assertThatThrownBy(() -> RunLock.acquire(folder, "sweep"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("train, process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void afterwardsItIsFreeAndItsFileEmpty() {
    RunLock.acquire(folder, "train").close();

    assertThat(folder.resolve(".lock")).isEmptyFile();
    RunLock.acquire(folder, "train").close();
  }

  @Test
  void whoeverWritesIsNamedToThoseWhoOnlyLook() throws IOException {
    assertThat(RunLock.writer(folder)).isEmpty();
    try (RunLock lock = RunLock.acquire(folder, "train")) {
      assertThat(RunLock.writer(folder).orElse("")).startsWith("train, process ");
    }
    assertThat(RunLock.writer(folder)).isEmpty();
  }

  @Test
  void whoeverWritesIsKnownWhateverTheDigitsOfTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try (RunLock lock = RunLock.acquire(folder, "train")) {
      assertThat(RunLock.writer(folder).orElse("")).contains("" + ProcessHandle.current().pid());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aWriterWhoHasDiedIsNone() throws IOException, InterruptedException {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.writeString(folder.resolve(".lock"), "train, process " + gone.pid() + ", since then");

    assertThat(RunLock.writer(folder)).isEmpty();
  }
}
