package io.evenkeel.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

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
   * @throws CancellationException if the thread is interrupted while it waits
   */
  public static void alone(Path folder, Runnable waiting, Runnable action) {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = waitFor(channel, waiting)) {
      if (lock.isValid()) {
        action.run();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot lock " + folder, failed);
    }
  }

  private static FileLock waitFor(FileChannel channel, Runnable waiting) throws IOException {
    boolean told = false;
    while (true) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
        if (!told) {
          told = true;
          waiting.run();
        }
        return channel.lock();
      } catch (OverlappingFileLockException anotherThread) {
        if (!told) {
          told = true;
          waiting.run();
        }
        pause(anotherThread);
      }
    }
  }

  private static void pause(OverlappingFileLockException why) {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted awaiting a folder");
      cancelled.initCause(interrupted);
      cancelled.addSuppressed(why);
      throw cancelled;
    }
  }
}
