package io.evenkeel.runs;

import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The right to write in a directory, held by one process at a time; the operating system takes it
 * back when the process ends, however it ends.
 *
 * <p>Its file {@code .lock} says who holds it and stays, empty, where nobody does: to delete it
 * would let two processes hold two files of that name.
 */
public final class RunLock implements AutoCloseable {
  static final String FILE = ".lock";

  private static final Pattern PROCESS = Pattern.compile("process (\\d{1,18})");

  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the right to write in a folder.
   *
   * @param command what for, as the holder's name for others to read
   * @throws BadInputException if somebody else holds it, naming them
   */
  public static RunLock acquire(Path folder, String command) {
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new BadInputException(
            folder.toString(),
            "in use by " + holder(file),
            "a directory that no other process writes in");
      }
      try {
        RunLock held = new RunLock(channel, lock);
        held.say(nameOfHolder(command));
        return held;
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  /** In the digits that others look for, whatever the locale. */
  private static String nameOfHolder(String command) {
    return String.format(
        Locale.ROOT,
        "%s, process %d, since %s",
        command,
        ProcessHandle.current().pid(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Another thread of this process holds it.
    }
  }

  /**
   * Who writes in a folder, by what its lock says and whether that process lives. It takes no lock
   * to find out, and so gets in nobody's way.
   */
  public static Optional<String> writer(Path folder) {
    try {
      String holder = holder(folder.resolve(FILE));
      Matcher process = PROCESS.matcher(holder);
      return process.find() && ProcessHandle.of(Long.parseLong(process.group(1))).isPresent()
          ? Optional.of(holder)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String holder(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? "another process" : text;
  }

  private void say(String text) throws IOException {
    channel.truncate(0);
    WholeFile.writeFully(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release a lock", e);
    }
  }
}
