package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
}
