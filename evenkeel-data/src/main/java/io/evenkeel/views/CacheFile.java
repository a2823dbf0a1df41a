package io.evenkeel.views;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.Sha256;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A file of one view of every model: a header of 4096 bytes, which says what it holds, and then
 * size × size × 3 bytes a model.
 *
 * @param file where it is
 * @param views the views as they are decoded
 * @param number which view it holds
 * @param header the header that it has when it is whole and up to date
 */
record CacheFile(Path file, DecodedViews views, int number, String header) {
  private static final int HEADER_BYTES = 4096;
  private static final int AT_A_TIME = 128;
  private static final String KIND = "evenkeel decoded views 1";

  static CacheFile of(DecodedViews views, String split, int number, Path folder) {
    Sha256 contents = new Sha256();
    for (ViewModel model : views.models()) {
      long bytes = model.views().get(number).bytes();
      contents.add(bytes + " " + model.relativeName(number) + "\n");
    }
    String header =
        String.join(
            "\n",
            KIND,
            views.models().size() + " images of " + views.size() + " x " + views.size() + " x 3",
            contents.hexadecimal(),
            "");
    String name = "%s-view%d-%d.u8".formatted(split, number, views.size());
    return new CacheFile(folder.resolve(name), views, number, header);
  }

  /** Whether it is there, whole, and holds the views that the tree has now. */
  boolean isCurrent() {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      byte[] start = Channels.newInputStream(channel).readNBytes(HEADER_BYTES);
      return channel.size() == bytes() && Arrays.equals(start, paddedHeader());
    } catch (IOException unreadable) {
      throw FileTrouble.unreadable(file, "decoded views, which data.views.cache keeps", unreadable);
    }
  }

  MappedPixels map() {
    int imageBytes = views.size() * views.size() * Picture.CHANNELS;
    return MappedPixels.of(file, HEADER_BYTES, imageBytes, MappedPixels.MOST_SEGMENT_BYTES);
  }

  /** Decodes every view, several at a time, into the file, which then appears whole. */
  void write(Consumer<String> notices) {
    requireSpace();
    notices.accept(
        String.format(
            Locale.ROOT,
            "decoding view %d of %d models, once, into %s (%.0f MB)",
            number,
            views.models().size(),
            file,
            bytes() * 1e-6));
    Damage damage = new Damage();
    WholeFile.write(
        file,
        channel -> {
          WholeFile.writeFully(channel, ByteBuffer.wrap(paddedHeader()));
          for (int from = 0; from < views.models().size(); from += AT_A_TIME) {
            int to = Math.min(views.models().size(), from + AT_A_TIME);
            for (Decoded decoded : decode(from, to)) {
              damage.add(decoded.refusals());
              for (byte[] pixels : decoded.pixels()) {
                WholeFile.writeFully(channel, ByteBuffer.wrap(pixels));
              }
            }
          }
          damage.requireNone(views.models().size());
        });
  }

  /** One of the two lists has one element, the other none. */
  private record Decoded(List<byte[]> pixels, List<BadInputException> refusals) {}

  private List<Decoded> decode(int from, int to) {
    return IntStream.range(from, to).parallel().mapToObj(this::decode).toList();
  }

  private Decoded decode(int model) {
    try {
      return new Decoded(List.of(views.read(model, number)), List.of());
    } catch (BadInputException damaged) {
      return new Decoded(List.of(), List.of(damaged));
    }
  }

  /** The images that could not be decoded: all are counted before the first is complained of. */
  private static final class Damage {
    private final List<BadInputException> refusals = new ArrayList<>();

    void add(List<BadInputException> more) {
      refusals.addAll(more);
    }

    void requireNone(int images) {
      if (!refusals.isEmpty()) {
        throw new BadInputException(
            "data.directory",
            "%d of %d images are broken, the first: %s"
                .formatted(refusals.size(), images, refusals.get(0).getMessage()),
            "whole images (evenkeel data modelnet DIR --check names every broken one)",
            refusals.get(0));
      }
    }
  }

  private void requireSpace() {
    try {
      long free = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
      if (free < bytes()) {
        throw new BadInputException(
            "data.views.cache",
            String.format(Locale.ROOT, "%.0f MB are free at %s", free * 1e-6, file),
            String.format(Locale.ROOT, "%.0f MB", bytes() * 1e-6));
      }
    } catch (IOException unknown) {
      throw new UncheckedIOException("cannot tell how much is free at " + file, unknown);
    }
  }

  private long bytes() {
    long image = (long) views.size() * views.size() * Picture.CHANNELS;
    return HEADER_BYTES + image * views.models().size();
  }

  private byte[] paddedHeader() {
    return Arrays.copyOf(header.getBytes(US_ASCII), HEADER_BYTES);
  }
}
