package io.evenkeel.views;

import io.evenkeel.files.FolderLock;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Views decoded once, into a file for each view number, and mapped into memory. A file that does
 * not hold these views any more, because a name or a size in the tree has changed, is written anew;
 * processes and threads that want the same file wait for the one that writes it.
 */
public final class CachedViews implements ViewPixels {
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
    FolderLock.alone(
        folder,
        () -> notices.accept("waiting for another run that decodes into " + folder),
        () -> false,
        () -> {
          // Whoever held the lock may have written it.
          if (!file.isCurrent()) {
            file.write(notices);
          }
        });
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
