package io.evenkeel.data;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the IDX files of MNIST and its relatives, plain or gzipped, whatever their name says.
 *
 * <p>Every method throws {@link BadInputException} with the file, the offset and what was expected,
 * for a file that is missing, empty, truncated, too long, of another kind or of absurd size. Memory
 * follows the bytes really there, never the header.
 */
public final class IdxReader {
  private static final long IMAGES_MAGIC = 0x00000803L;
  private static final long LABELS_MAGIC = 0x00000801L;
  private static final int LONGEST_SIDE = 4096;
  private static final long MOST_BYTES = 1L << 30;
  private static final List<String> SUFFIXES = List.of("", ".gz");

  private IdxReader() {}

  /** Reads a file of images: magic 0x00000803, one byte a pixel. */
  public static IdxImages images(Path file) {
    try (InputStream stream = Files.newInputStream(requireFile(file))) {
      return images(file.toString(), stream);
    } catch (IOException unreadable) {
      throw cannotRead(file, unreadable);
    }
  }

  /** Reads images from a stream, to its end; the caller closes it. */
  public static IdxImages images(String name, InputStream stream) {
    IdxStream idx = IdxStream.open(name, stream);
    requireMagic(idx, IMAGES_MAGIC);
    long count = dimension(idx, "the number of images", MOST_BYTES);
    int height = (int) dimension(idx, "the height", LONGEST_SIDE);
    int width = (int) dimension(idx, "the width", LONGEST_SIDE);
    long pixels = count * height * width;
    if (pixels > MOST_BYTES) {
      throw new BadInputException(
          idx.at(Integer.BYTES),
          "a header of %d images of %d × %d".formatted(count, height, width),
          "at most " + MOST_BYTES + " pixels in all");
    }
    byte[] values = idx.bytes((int) pixels, "pixels");
    idx.requireEnd("the last image");
    return new IdxImages(name, (int) count, height, width, values);
  }

  /** Reads a file of labels: magic 0x00000801, one byte a label. */
  public static IdxLabels labels(Path file) {
    try (InputStream stream = Files.newInputStream(requireFile(file))) {
      return labels(file.toString(), stream);
    } catch (IOException unreadable) {
      throw cannotRead(file, unreadable);
    }
  }

  /** Reads labels from a stream, to its end; the caller closes it. */
  public static IdxLabels labels(String name, InputStream stream) {
    IdxStream idx = IdxStream.open(name, stream);
    requireMagic(idx, LABELS_MAGIC);
    int count = (int) dimension(idx, "the number of labels", MOST_BYTES);
    byte[] values = idx.bytes(count, "labels");
    idx.requireEnd("the last label");
    return new IdxLabels(name, values);
  }

  /**
   * Reads {@code <prefix>-images} and {@code <prefix>-labels} of a folder, each under any of the
   * names that circulate: {@code -idx3-ubyte} or {@code .idx3-ubyte}, with or without {@code .gz}.
   *
   * @param prefix {@code train} or {@code t10k}
   */
  public static LabelledImages labelledImages(Path folder, String prefix) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(folder.toString(), "no such folder", "a folder of IDX files");
    }
    Path images = find(folder, prefix + "-images", "idx3-ubyte");
    Path labels = find(folder, prefix + "-labels", "idx1-ubyte");
    return new LabelledImages(images(images), labels(labels));
  }

  private static Path find(Path folder, String stem, String kind) {
    List<String> names = new ArrayList<>();
    for (String suffix : SUFFIXES) {
      names.add(stem + "-" + kind + suffix);
      names.add(stem + "." + kind + suffix);
    }
    return names.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    folder.toString(), "no file of " + stem, "one of " + String.join(", ", names)));
  }

  private static void requireMagic(IdxStream idx, long expected) {
    long found = idx.unsignedInt("the magic number");
    if (found == expected) {
      return;
    }
    boolean swapped = found == IMAGES_MAGIC || found == LABELS_MAGIC;
    throw new BadInputException(
        idx.at(0),
        "magic number " + hex(found) + (swapped ? " of " + kind(found) : ""),
        "%s of %s%s"
            .formatted(
                hex(expected),
                kind(expected),
                swapped ? " (are the files of images and labels swapped?)" : ""));
  }

  private static long dimension(IdxStream idx, String meaning, long most) {
    String where = idx.here();
    long value = idx.unsignedInt(meaning);
    if (value < 1 || value > most) {
      throw new BadInputException(where, meaning + " is " + value, "a number in 1.." + most);
    }
    return value;
  }

  private static String kind(long magic) {
    return magic == IMAGES_MAGIC ? "images" : "labels";
  }

  private static String hex(long magic) {
    return String.format(Locale.ROOT, "0x%08x", magic);
  }

  private static Path requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file.toString(), "no such file", "an IDX file");
    }
    return file;
  }

  private static BadInputException cannotRead(Path file, IOException unreadable) {
    return FileTrouble.unreadable(file, "a readable IDX file", unreadable);
  }
}
