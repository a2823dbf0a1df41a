package io.evenkeel.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A folder that one thread of one process at a time changes. */
public final class FolderLock {
  private static final String LOCK = ".lock";
  private static final long POLL_MILLIS = 100;

  private FolderLock() {}

  /**
   * Acts while nobody else does, after waiting for whoever does.
   *
   * @param folder is there and can be written
   * @param waiting is run once, if there is somebody to wait for
   * @param stopped is asked while it waits
   * @throws CancellationException if it was stopped, or the thread is interrupted, while it waits
   */
  public static void alone(
      Path folder, Runnable waiting, BooleanSupplier stopped, Runnable action) {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = waitFor(channel, waiting, stopped)) {
      if (lock.isValid()) {
        action.run();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot lock " + folder, failed);
    }
  }

  private static FileLock waitFor(FileChannel channel, Runnable waiting, BooleanSupplier stopped)
      throws IOException {
    Optional<FileLock> lock = lockNow(channel);
    if (lock.isEmpty()) {
      waiting.run();
    }
    while (lock.isEmpty()) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped awaiting a folder");
      }
      pause();
      lock = lockNow(channel);
    }
    return lock.get();
  }

  /** The lock, unless another process or another thread of this one has it. */
  private static Optional<FileLock> lockNow(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException anotherThread) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted awaiting a folder");
      cancelled.initCause(interrupted);
      throw cancelled;
    }
  }
}
