package io.evenkeel.data;

import io.evenkeel.clips.VideoSource;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import io.evenkeel.mnist.EmbeddedMnist;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.run.Seed;
import io.evenkeel.views.ViewTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Opens what a recipe's {@link DataSpec} describes. */
public final class DataSource {
  private DataSource() {}

  /** As {@link #open(DataSpec, Seed, Consumer)}, for callers that nothing need be told. */
  public static DataSplits open(DataSpec spec, Seed seed) {
    return open(spec, seed, notice -> {});
  }

  /**
   * Reads and splits the data: the embedded MNIST, what is in {@link DataSpec#directory}, what a
   * manifest lists, or a task whose answer is known.
   *
   * @param seed what the choice of samples, all noise and all augmentation follow from
   * @param notices is told, a line each, what is left out
   * @throws BadInputException for a folder or file that is missing or broken, or sizes that do not
   *     fit
   */
  public static DataSplits open(DataSpec spec, Seed seed, Consumer<String> notices) {
    return open(spec, seed, notices, () -> false);
  }

  /**
   * The same, unless it is interrupted, which only reading many files can be.
   *
   * @param interrupted whether to stop
   * @throws java.util.concurrent.CancellationException if it was interrupted
   */
  public static DataSplits open(
      DataSpec spec, Seed seed, Consumer<String> notices, BooleanSupplier interrupted) {
    expectedFolder(spec.source())
        .ifPresent(expected -> spec.directory().ifPresent(text -> requireFolder(text, expected)));
    return switch (spec.source()) {
      case COLORED_MNIST ->
          ColoredMnist.split(
              spec.directory().map(folder -> read(folder, "train")).orElseGet(DataSource::training),
              spec.directory().map(folder -> read(folder, "t10k")).orElseGet(DataSource::testing),
              spec,
              seed);
      case MODELNET40 ->
          Standardization.by(
              spec.normalization(), ViewSplits.open(views(spec), spec, seed, notices));
      case NVGESTURE, VIDEO_MANIFEST ->
          Standardization.by(
              spec.normalization(),
              VideoSplits.open(
                  VideoStreams.of(spec),
                  spec,
                  seed,
                  VideoSource.files(),
                  new ClipJudgement.Listener(notices, interrupted)));
      case MANIFEST -> ManifestSplits.open(spec, seed, notices, interrupted);
      case XOR -> known(KnownAnswer.XOR, spec, seed);
      case IDENTICAL -> known(KnownAnswer.IDENTICAL, spec, seed);
    };
  }

  /** What {@code data.directory} is to be, and what makes one; empty where it may be anything. */
  private static Optional<String> expectedFolder(DataSpec.Source source) {
    return switch (source) {
      case COLORED_MNIST -> Optional.of("a folder of IDX files, or null for the embedded MNIST");
      case MODELNET40 ->
          Optional.of(
              "a folder <class>/{train,test}/ of views, which evenkeel data render draws of meshes");
      case NVGESTURE ->
          Optional.of(
              "a folder of Video_data/ and its lists, as evenkeel data synthesize gestures makes one");
      case VIDEO_MANIFEST, MANIFEST, XOR, IDENTICAL -> Optional.empty();
    };
  }

  private static void requireFolder(String text, String expected) {
    Path folder = path(text);
    if (!Files.isDirectory(folder)) {
      throw new BadInputException("data.directory", inPlaceOfAFolder(folder), expected);
    }
  }

  private static String inPlaceOfAFolder(Path path) {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return "a file, " + path;
    } catch (NoSuchFileException missing) {
      return "no such folder, " + path;
    } catch (IOException unreachable) {
      return path + ", which cannot be read (" + FileTrouble.reason(unreachable) + ")";
    }
  }

  private static DataSplits known(KnownAnswer task, DataSpec spec, Seed seed) {
    return Standardization.by(spec.normalization(), KnownAnswerSplits.open(task, spec, seed));
  }

  private static ViewTree views(DataSpec spec) {
    return ViewTree.read(path(spec.directory().orElseThrow()));
  }

  private static LabelledImages read(String folder, String prefix) {
    return IdxReader.labelledImages(path(folder), prefix);
  }

  private static Path path(String folder) {
    try {
      return Path.of(folder);
    } catch (InvalidPathException invalid) {
      throw new BadInputException(
          "data.directory", "\"" + folder + "\"", "the path of a folder", invalid);
    }
  }

  private static LabelledImages training() {
    return embedded(EmbeddedMnist.TRAIN_IMAGES, EmbeddedMnist.TRAIN_LABELS);
  }

  private static LabelledImages testing() {
    return embedded(EmbeddedMnist.TEST_IMAGES, EmbeddedMnist.TEST_LABELS);
  }

  private static LabelledImages embedded(EmbeddedMnist images, EmbeddedMnist labels) {
    try (InputStream imageStream = images.open();
        InputStream labelStream = labels.open()) {
      return new LabelledImages(
          IdxReader.images("embedded " + images.fileName(), imageStream),
          IdxReader.labels("embedded " + labels.fileName(), labelStream));
    } catch (IOException closing) {
      throw new UncheckedIOException(closing);
    }
  }
}
