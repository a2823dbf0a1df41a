package io.evenkeel.views;

import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Views decoded once, into a file for each view number, and mapped into memory. A file that does
 * not hold these views any more, because a name or a size in the tree has changed, is written anew;
 * processes and threads that want the same file wait for the one that writes it.
 */
public final class CachedViews implements ViewPixels {
  private static final String LOCK = ".lock";
  private static final long POLL_MILLIS = 100;

  private final int size;
  private final Map<Integer, MappedPixels> byNumber;

  private CachedViews(int size, Map<Integer, MappedPixels> byNumber) {
    this.size = size;
    this.byNumber = byNumber;
  }

  /**
   * Opens the files, after writing those that are missing or out of date.
   *
   * @param views the views as they are decoded
   * @param split the beginning of the files' names
   * @param numbers which views are wanted
   * @param folder where the files are
   * @param notices is told of each file that is written
   * @throws BadInputException if a file has to be written and the folder or its disk do not allow
   *     it, or an image is damaged
   */
  public static CachedViews open(
      DecodedViews views,
      String split,
      Iterable<Integer> numbers,
      Path folder,
      Consumer<String> notices) {
    TreeSet<Integer> distinct = new TreeSet<>();
    numbers.forEach(distinct::add);
    Map<Integer, MappedPixels> byNumber = new TreeMap<>();
    for (int number : distinct) {
      CacheFile file = CacheFile.of(views, split, number, folder);
      if (!file.isCurrent()) {
        writeAlone(file, folder, notices);
      }
      byNumber.put(number, file.map());
    }
    return new CachedViews(views.size(), byNumber);
  }

  private static void writeAlone(CacheFile file, Path folder, Consumer<String> notices) {
    requireWritable(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = waitFor(channel)) {
      // Whoever held the lock may have written it.
      if (lock.isValid() && !file.isCurrent()) {
        file.write(notices);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot lock " + folder, failed);
    }
  }

  private static FileLock waitFor(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException anotherThread) {
        pause(anotherThread);
      }
    }
  }

  private static void pause(OverlappingFileLockException why) {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted awaiting a cache");
      cancelled.initCause(interrupted);
      cancelled.addSuppressed(why);
      throw cancelled;
    }
  }

  private static void requireWritable(Path folder) {
    try {
      WholeFile.requireWritableFolder(folder);
    } catch (BadInputException unwritable) {
      throw new BadInputException(
          "data.views.cache",
          String.valueOf(unwritable.getMessage()).replaceFirst("; expected .*", ""),
          "a folder that can be written, named by data.views.cache_folder, or no cache",
          unwritable);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean decodes() {
    return false;
  }

  @Override
  public byte[] read(int model, int number) {
    MappedPixels pixels = byNumber.get(number);
    if (pixels == null) {
      throw new IllegalArgumentException("view " + number + " was not opened");
    }
    return pixels.read(model);
  }
}
