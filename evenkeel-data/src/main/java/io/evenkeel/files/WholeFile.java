package io.evenkeel.files;

import io.evenkeel.input.BadInputException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Files that appear whole or not at all: written beside their name, then renamed. */
public final class WholeFile {
  /** What the name of a file ends in until it is whole. */
  public static final String PARTIAL = ".partial";

  private WholeFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it, from the channel's position on. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes a file, replacing what was there.
   *
   * @throws UncheckedIOException if it cannot; the file is then what it was before
   */
  public static void write(Path file, Content content) {
    replace(
        file,
        partial -> {
          try (FileChannel channel =
              FileChannel.open(
                  partial,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
          }
        });
  }

  /**
   * Writes a file by something that opens it itself, such as a native library, replacing what was
   * there.
   *
   * @param writer creates the file whose name it is given, and closes it
   * @throws UncheckedIOException if it cannot; the file is then what it was before
   */
  public static void writeAt(Path file, Consumer<Path> writer) {
    replace(
        file,
        partial -> {
          writer.accept(partial);
          try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
          }
        });
  }

  /** Makes a file of a name. */
  private interface Making {
    void make(Path file) throws IOException;
  }

  private static void replace(Path file, Making making) {
    Path partial = file.resolveSibling(file.getFileName() + PARTIAL);
    try {
      making.make(partial);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      makeNameDurable(file);
    } catch (IOException e) {
      deleteAfter(e, partial);
      throw new UncheckedIOException("cannot write " + file, e);
    } catch (RuntimeException | Error e) {
      deleteAfter(e, partial);
      throw e;
    }
  }

  /** The rename, too, has to last when the power fails; some systems open no folder for that. */
  private static void makeNameDurable(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void deleteAfter(Throwable failure, Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Writes a text file as UTF-8, as {@link #write(Path, Content)} does. */
  public static void write(Path file, String text) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    write(file, channel -> writeFully(channel, bytes));
  }

  /** Writes what remains in a buffer, which one call of a channel need not do. */
  public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Deletes a file if it is there. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  /** Deletes a folder and everything in it, if it is there. */
  public static void deleteFolder(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      delete(folder);
      return;
    }
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
      inside.forEach(WholeFile::deleteFolder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    delete(folder);
  }

  /** Makes a folder, and proves that files can be written in it. */
  public static void requireWritableFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "writable", ".partial"));
    } catch (NoSuchFileException e) {
      // As in /proc, which is there, and in which nobody can make anything.
      throw unwritable(folder, "no file can be made there", e);
    } catch (IOException e) {
      throw unwritable(folder, FileTrouble.reason(e), e);
    }
  }

  private static BadInputException unwritable(Path folder, String reason, IOException e) {
    return new BadInputException(
        folder.toString(), "cannot be written to (" + reason + ")", "a folder to write to", e);
  }

  /**
   * Makes the folder that a file is to stand in, and proves that files can be written in it;
   * refuses the name of a folder.
   */
  public static void requireWritableParent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(file)) {
      throw new BadInputException(file.toString(), "a folder", "the name of a file");
    }
    requireWritableFolder(parent);
  }
}
