package io.evenkeel.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedViewsTest {
  @TempDir private Path folder;
  private Path trees = Path.of("");
  private Path cache = Path.of("");
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void writeTree() {
    trees = ViewTrees.write(folder.resolve("tree"), 3, 1, 3);
    cache = folder.resolve("cache");
  }

  @Test
  void whatIsCachedIsWhatIsDecodedAndIsDecodedOnce() {
    DecodedViews decoded = decoded();
    CachedViews cached = open(0, 2);
    for (int model = 0; model < 6; model++) {
      assertThat(cached.read(model, 0)).containsExactly(decoded.read(model, 0));
      assertThat(cached.read(model, 2)).containsExactly(decoded.read(model, 2));
    }
    assertThat(notices).hasSize(2);
    assertThat(notices.get(0)).startsWith("decoding view 0 of 6 models, once, into " + cache);
    open(2, 0, 0);
    assertThat(notices).hasSize(2);
    open(1);
    assertThat(notices).hasSize(3);
    assertThat(cached.decodes()).isFalse();
    assertThat(cached.size()).isEqualTo(12);
  }

  /** Nothing is kept from root, who sees no such trouble. */
  @Test
  void aFileThatMayNotBeReadIsTheInputsFault() {
    open(0);
    Path file = cache.resolve("train-view0-12.u8");
    assumeTrue(file.toFile().setReadable(false, false) && !Files.isReadable(file));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(0))
        .withMessage(
            file
                + ": cannot be read (permission denied);"
                + " expected decoded views, which data.views.cache keeps");
  }

  @Test
  void aFileThatHoldsOtherViewsOrOnlyAPartIsWrittenAnew() throws IOException {
    open(0);
    Path file = cache.resolve("train-view0-12.u8");
    byte[] whole = Files.readAllBytes(file);
    assertThat(whole).hasSize(4096 + 6 * 12 * 12 * 3);
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(whole.length - 1);
    }
    open(0);
    assertThat(Files.readAllBytes(file)).containsExactly(whole);
    Files.write(file, new byte[0]);
    open(0);
    assertThat(Files.readAllBytes(file)).containsExactly(whole);
    assertThat(notices).hasSize(3);

    Path image = trees.resolve("bed/train/bed_0001.obj.shaded_v001.png");
    byte[] longer = Files.readAllBytes(trees.resolve("bed/train/bed_0002.obj.shaded_v003.png"));
    Files.write(image, java.util.Arrays.copyOf(longer, longer.length + 5));
    CachedViews after = open(0);
    assertThat(notices).hasSize(4);
    assertThat(after.read(1, 0)).containsExactly(decoded().read(2, 2));
  }

  @Test
  void brokenImagesAreCountedTheFirstIsNamedAndNothingIsLeft() throws IOException {
    Files.write(trees.resolve("bed/train/bed_0001.obj.shaded_v001.png"), new byte[0]);
    Files.write(trees.resolve("bed/train/bed_0002.obj.shaded_v001.png"), new byte[7]);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(0))
        .withMessageContaining("2 of 6 images are broken, the first: ")
        .withMessageContaining("bed_0001.obj.shaded_v001.png: the file is empty")
        .withMessageContaining("--check");
    try (var files = Files.list(cache)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly(".lock");
    }
    assertThat(open(1).read(0, 1)).isNotEmpty();
  }

  @Test
  void severalThreadsThatWantTheSameFileGetItFromTheOneThatWritesIt() {
    List<byte[]> read =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(
                i -> {
                  List<String> told = new ArrayList<>();
                  return CachedViews.open(decoded(), "train", List.of(0), cache, told::add)
                      .read(3, 0);
                })
            .toList();
    for (byte[] pixels : read) {
      assertThat(pixels).containsExactly(decoded().read(3, 0));
    }
    open(0);
    assertThat(notices).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidWithTheKeyThatNamesAnother() throws IOException {
    Files.writeString(cache, "a file in its place");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(0))
        .withMessageStartingWith("data.views.cache: " + cache + ": cannot be written to")
        .withMessageContaining("data.views.cache_folder");
  }

  private DecodedViews decoded() {
    return new DecodedViews(ViewTree.read(trees).train(), 12);
  }

  private CachedViews open(Integer... numbers) {
    return CachedViews.open(decoded(), "train", List.of(numbers), cache, notices::add);
  }
}
