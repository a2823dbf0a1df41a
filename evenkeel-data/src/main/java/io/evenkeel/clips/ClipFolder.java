package io.evenkeel.clips;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.FolderLock;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of decoded clips: a file for each stream of each clip that was found to be whole, with
 * its frames as far as they may be kept. Files of other clips, or of clips that have changed since,
 * are deleted, the oldest first, when their room is needed.
 *
 * <p>Not safe for several threads but for {@link #reserve}.
 */
final class ClipFolder {
  /** What is left free on the disk. */
  private static final long SPARE_BYTES = 256L << 20;

  private final Path folder;
  private final long mostBytes;
  private final Map<String, ClipEntry> entries = new HashMap<>();
  private final List<StaleFile> stale = new ArrayList<>();
  private long used;

  private record StaleFile(Path file, long bytes, long changed) {}

  /**
   * The folder of these clips.
   *
   * @param mostBytes how many bytes all files have at most
   */
  ClipFolder(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  Path path() {
    return folder;
  }

  /** Proves that the folder can be written. */
  void requireWritable() {
    try {
      WholeFile.requireWritableFolder(folder);
    } catch (BadInputException unwritable) {
      throw new BadInputException(
          "data.video.cache",
          String.valueOf(unwritable.getMessage()).replaceFirst("; expected .*", ""),
          "a folder that can be written, named by data.video.cache_folder, or no cache",
          unwritable);
    }
  }

  /** Looks up what is known of these identities. */
  void read(Set<String> identities) {
    entries.clear();
    stale.clear();
    used = 0;
    Set<Path> own = new HashSet<>();
    for (String identity : identities) {
      own.add(ClipEntry.file(folder, identity));
      ClipEntry.find(folder, identity).ifPresent(entry -> add(entry));
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> isOurs(String.valueOf(file.getFileName())))
          .filter(file -> !own.contains(file))
          .forEach(this::addStale);
    } catch (IOException unreadable) {
      throw new BadInputException(
          "data.video.cache",
          folder + ": cannot be read (" + FileTrouble.reason(unreadable) + ")",
          "a folder that can be read, named by data.video.cache_folder, or no cache",
          unreadable);
    }
    stale.sort(Comparator.comparingLong(StaleFile::changed).reversed());
  }

  /** A process that was killed may have left a file half-written. */
  private static boolean isOurs(String name) {
    return name.endsWith(ClipEntry.ENDING) || name.endsWith(ClipEntry.ENDING + WholeFile.PARTIAL);
  }

  private void add(ClipEntry entry) {
    entries.put(entry.identity(), entry);
    used += entry.kept() ? entry.pixelBytes() : 0;
  }

  private void addStale(Path file) {
    try {
      StaleFile found =
          new StaleFile(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
      stale.add(found);
      used += found.bytes();
    } catch (IOException gone) {
      // Another process has deleted it.
    }
  }

  Optional<ClipEntry> entry(String identity) {
    return Optional.ofNullable(entries.get(identity));
  }

  /** Drops the frames of entries until all fit. */
  void shrink() {
    for (ClipEntry entry : List.copyOf(entries.values())) {
      if (entry.kept() && !makeRoom(0)) {
        ClipEntry without = entry.withoutFrames();
        without.write(folder, new byte[0]);
        entries.put(entry.identity(), without);
        used -= entry.pixelBytes();
      }
    }
  }

  /** Whether so many bytes may be added; they count as added then. */
  synchronized boolean reserve(long bytes) {
    if (!makeRoom(bytes) || freeBytes() < bytes + SPARE_BYTES) {
      return false;
    }
    used += bytes;
    return true;
  }

  /** Takes back what was reserved for nothing. */
  synchronized void release(long bytes) {
    used -= bytes;
  }

  /** Whether the files have more bytes than they may. */
  boolean isOverfull() {
    return used > mostBytes;
  }

  /** Whether so many bytes more would fit if all that is stale were deleted. */
  boolean canHold(long bytes) {
    return used - stale.stream().mapToLong(StaleFile::bytes).sum() + bytes <= mostBytes;
  }

  private boolean makeRoom(long bytes) {
    while (used + bytes > mostBytes && bytes <= mostBytes && !stale.isEmpty()) {
      StaleFile oldest = stale.remove(stale.size() - 1);
      if (oldest.file().toFile().delete()) {
        used -= oldest.bytes();
      }
    }
    return used + bytes <= mostBytes;
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Acts while no other process changes the folder. */
  void alone(ClipProgress progress, Runnable action) {
    FolderLock.alone(folder, () -> progress.waiting(folder), progress::stopped, action);
  }
}
