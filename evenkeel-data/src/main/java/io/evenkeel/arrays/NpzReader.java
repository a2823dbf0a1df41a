package io.evenkeel.arrays;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads single arrays of NPZ files, stored or deflated. */
public final class NpzReader {
  private static final String END = ".npy";
  // Deflate makes at most 1032 bytes of one: what claims more is no array.
  private static final long MOST_OF_ONE_BYTE = 1100;

  private NpzReader() {}

  /** The names of the arrays in a file, in its order. */
  public static List<String> names(Path file) {
    return inside(file, NpzReader::names);
  }

  private static List<String> names(ZipFile zip) {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(END))
        .map(name -> name.substring(0, name.length() - END.length()))
        .toList();
  }

  /** The array of a name; {@link BadInputException} if there is none, or it cannot be read. */
  public static FloatArray read(Path file, String name) {
    return inside(file, zip -> read(file, zip, name));
  }

  /** The only array of a file; {@link BadInputException} if there are several or none. */
  public static FloatArray readOnly(Path file) {
    return inside(
        file,
        zip -> {
          List<String> names = names(zip);
          if (names.size() != 1) {
            throw new BadInputException(file.toString(), "arrays " + names, "exactly one");
          }
          return read(file, zip, names.get(0));
        });
  }

  private static FloatArray read(Path file, ZipFile zip, String name) throws IOException {
    String where = file + ", array " + name;
    @Nullable ZipEntry entry = zip.getEntry(name + END);
    if (entry == null) {
      throw new BadInputException(file.toString(), "no array " + name, "one of " + names(zip));
    }
    long size = entry.getSize();
    if (size < 0 || size / MOST_OF_ONE_BYTE > entry.getCompressedSize()) {
      throw new BadInputException(
          where,
          "%d bytes compressed to %d".formatted(size, entry.getCompressedSize()),
          "an NPY array");
    }
    CheckedInputStream sum = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    try (InputStream in = new BufferedInputStream(sum)) {
      FloatArray array = NpyReader.read(where, in, size);
      if (in.read() >= 0 || sum.getChecksum().getValue() != entry.getCrc()) {
        throw new BadInputException(where, "the checksum fails", "an undamaged array");
      }
      return array;
    }
  }

  /** What is done with an open file. */
  @FunctionalInterface
  private interface Inside<T> {
    T with(ZipFile zip) throws IOException;
  }

  private static <T> T inside(Path file, Inside<T> inside) {
    if (!Files.exists(file)) {
      throw new BadInputException(file.toString(), "no such file", "an array");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return inside.with(zip);
    } catch (IOException | IllegalArgumentException damaged) {
      // Names that are no text are an IllegalArgumentException.
      String found = "cannot be read (" + FileTrouble.reason(damaged) + ")";
      throw new BadInputException(file.toString(), found, "an NPZ file", damaged);
    }
  }
}
