package io.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;
  private final List<String> seen = new ArrayList<>();

  @Test
  void whoeverWaitsCanBeStopped() throws Exception {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> act(() -> seen.size() == 1));
    }
    assertThat(seen).containsExactly("waiting");
  }

  @Test
  void nobodyWaitsForAFolderThatIsFree() {
    act(() -> true);
    act(() -> true);
    assertThat(seen).containsExactly("acting", "acting");
  }

  private void act(java.util.function.BooleanSupplier stopped) {
    FolderLock.alone(folder, () -> seen.add("waiting"), stopped, () -> seen.add("acting"));
  }
}
