package io.evenkeel.gesture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.gesture.GestureClass.Swipe;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticGesturesTest {
  private static final PictureSize SIZE = PictureSize.ofHeight(48);
  private static final SensorNoise NOISE = new SensorNoise(new Seed(3));
  private static final int SEEDS = 3;
  private static final double TWICE_THE_TREMOR = 0.0121;
  private static final SyntheticGestures SMALL = new SyntheticGestures(4, 1, 48, new Seed(5));

  @TempDir static Path whole;
  @TempDir Path folder;

  @BeforeAll
  static void makeOneSet() {
    assertThat(write(SMALL, whole, 1)).isEqualTo(new GestureFilming.Outcome(32, 0));
  }

  private static List<Scene> pair(Swipe swipe, long seed) {
    return GestureClass.all().stream()
        .filter(type -> type.swipe() == swipe)
        .map(type -> Scene.draw(type, new Seed(seed), new Seed(seed).fold("take")))
        .toList();
  }

  private static byte[] film(Shot shot) {
    byte[] all = new byte[Take.FRAMES * SIZE.pixels() * shot.channels()];
    for (int frame = 0; frame < Take.FRAMES; frame++) {
      byte[] pixels = shot.frame(frame);
      System.arraycopy(pixels, 0, all, frame * pixels.length, pixels.length);
    }
    return all;
  }

  private static byte[] inColor(Scene scene) {
    return film(new ColorShot(scene, SIZE, NOISE));
  }

  private static byte[] inDepth(Scene scene) {
    return film(new DepthShot(scene, SIZE, NOISE));
  }

  @ParameterizedTest
  @EnumSource
  void twoClassesOfASwipeAreTheSameBytesToOneCameraAndDifferToTheOther(Swipe swipe) {
    boolean toldByColor = swipe.down() == 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      List<Scene> pair = pair(swipe, seed);
      assertThat(pair).hasSize(2);
      Scene one = pair.get(0);
      Scene other = pair.get(1);
      assertThat(Arrays.equals(inColor(one), inColor(other))).isEqualTo(!toldByColor);
      assertThat(Arrays.equals(inDepth(one), inDepth(other))).isEqualTo(toldByColor);
    }
  }

  @Test
  void halfOfTheClassesAreToldByColorAndHalfByDepth() {
    assertThat(GestureClass.all()).hasSize(8);
    assertThat(GestureClass.all()).filteredOn(type -> type.cue().isOfColor()).hasSize(4);
    assertThat(SyntheticGestures.classes())
        .containsExactly(
            "left_red",
            "left_blue",
            "right_red",
            "right_blue",
            "up_push",
            "up_pull",
            "down_push",
            "down_pull");
  }

  /** Were gloves red in all swipes up, colour alone would tell more than it should. */
  @Test
  void theOtherCueIsByChanceInEveryClass() {
    for (GestureClass type : GestureClass.all()) {
      Set<Boolean> other = new HashSet<>();
      Set<Boolean> own = new HashSet<>();
      for (int seed = 0; seed < 30; seed++) {
        Take take = Scene.draw(type, new Seed(1), new Seed(seed)).take();
        (type.cue().isOfColor() ? own : other).add(take.blueGlove());
        (type.cue().isOfColor() ? other : own).add(take.towards());
      }
      assertThat(own).as(type.name()).hasSize(1);
      assertThat(other).as(type.name()).hasSize(2);
    }
  }

  /** Where the hand is at one time says nothing about where it goes. */
  @ParameterizedTest
  @CsvSource({"LEFT,RIGHT", "UP,DOWN"})
  void aSwipeIsTheOtherOnePlayedBackwards(Swipe swipe, Swipe backwards) {
    Take one = pair(swipe, 4).get(0).take();
    Take other = pair(backwards, 4).get(0).take();
    for (int i = 0; i < Take.SWIPE; i++) {
      int forth = one.first() + i;
      int back = one.first() + Take.SWIPE - 1 - i;
      assertThat(one.x(forth)).isCloseTo(other.x(back), within(TWICE_THE_TREMOR));
      assertThat(one.y(forth)).isCloseTo(other.y(back), within(TWICE_THE_TREMOR));
    }
    int begin = one.first();
    int end = begin + Take.SWIPE - 1;
    assertThat(Math.abs(one.x(end) - one.x(begin)) + Math.abs(one.y(end) - one.y(begin)))
        .as("how far")
        .isGreaterThan(0.25);
  }

  @Test
  void framesBeforeAndAfterTheSwipeShowTheHandAtRest() {
    Take take = pair(Swipe.LEFT, 1).get(0).take();
    assertThat(take.first()).isBetween(8, 16);
    assertThat(take.y(0)).isGreaterThan(0.6);
    assertThat(take.y(Take.FRAMES - 1)).isGreaterThan(0.6);
    assertThat(take.y(take.first())).isLessThan(0.2);
    assertThat(take.y(take.first() + Take.SWIPE - 1)).isLessThan(0.2);
  }

  private static GestureFilming.Outcome write(SyntheticGestures set, Path out, int jobs) {
    return new GestureFilming(set, out, jobs).run(() -> {}, () -> false);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesWhateverTheThreadsAndAnotherSeedOthers() throws IOException {
    write(SMALL, folder, 3);
    assertThat(files(folder)).hasSize(66).isEqualTo(files(whole));
    requireSameBytes(folder);
    Path other = folder.resolve("other");
    SyntheticGestures otherSeed = new SyntheticGestures(4, 1, 48, new Seed(6));
    otherSeed.write(other, otherSeed.gestures().get(0), otherSeed.noise());
    Path video = Path.of("Video_data/class_01/subject1_r0/sk_depth.avi");
    assertThat(Files.mismatch(whole.resolve(video), other.resolve(video))).isNotEqualTo(-1);
  }

  private static void requireSameBytes(Path copy) throws IOException {
    for (Path file : files(whole)) {
      assertThat(Files.mismatch(whole.resolve(file), copy.resolve(file)))
          .as("%s", file)
          .isEqualTo(-1);
    }
  }

  @Test
  void theLayoutIsThatOfNvGesture() throws IOException {
    List<String> train =
        Files.readAllLines(whole.resolve("nvgesture_train_correct_cvpr2016_v2.lst"));
    List<String> test = Files.readAllLines(whole.resolve("nvgesture_test_correct_cvpr2016_v2.lst"));
    assertThat(train).hasSize(24);
    assertThat(test).hasSize(8);
    assertThat(train.get(0))
        .matches(
            "path:\\./Video_data/class_01/subject1_r0 depth:sk_depth:(\\d+):(\\d+)"
                + " color:sk_color:\\1:\\2 label:1 ");
    assertThat(subjects(train)).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(subjects(test)).containsExactly("4");
    assertThat(Stream.concat(train.stream(), test.stream()))
        .allSatisfy(
            line -> {
              String path = line.replaceFirst("path:\\./(\\S+) .*", "$1");
              assertThat(whole.resolve(path).resolve("sk_color.avi")).isNotEmptyFile();
              assertThat(whole.resolve(path).resolve("sk_depth.avi")).isNotEmptyFile();
              assertThat(line).contains(path.replaceFirst(".*class_0(.).*", "label:$1 "));
            });
  }

  private static Set<String> subjects(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst(".*/subject(\\d+)_r.*", "$1"))
        .collect(Collectors.toSet());
  }

  @Test
  void aPersonLooksTheSameWhoeverElseThereIs() {
    SyntheticGestures more = new SyntheticGestures(8, 2, 48, new Seed(5));
    assertThat(SMALL.scene(SMALL.gestures().get(0)).subject())
        .isEqualTo(more.scene(more.gestures().get(0)).subject())
        .isNotEqualTo(SMALL.scene(SMALL.gestures().get(1)).subject());
  }

  @Test
  void anInterruptedSetHoldsWholeVideosAndNoListAndGoesOn() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    GestureFilming filming = new GestureFilming(SMALL, folder, 1);
    GestureFilming.Outcome part = filming.run(() -> {}, () -> asked.incrementAndGet() > 5);
    assertThat(part).isEqualTo(new GestureFilming.Outcome(5, 0));
    assertThat(files(folder)).hasSize(10).allMatch(file -> file.toString().endsWith(".avi"));
    Files.delete(folder.resolve(files(folder).get(0)));
    GestureFilming.Outcome rest = filming.run(() -> {}, () -> false);
    assertThat(rest).isEqualTo(new GestureFilming.Outcome(28, 4));
    requireSameBytes(folder);
  }

  @Test
  void aVideoThatCannotBeWrittenEndsTheFilmingWithItsName() throws IOException {
    Files.createDirectories(folder.resolve("Video_data/class_01"));
    Files.writeString(folder.resolve("Video_data/class_01/subject1_r0"), "in the way");
    assertThatThrownBy(() -> write(SMALL, folder, 2))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("subject1_r0");
  }

  @ParameterizedTest
  @CsvSource({"3,1,48", "4,0,48", "4,1,50", "4,1,36", "1001,1,48"})
  void setsThatCannotBeMadeAreRefused(int subjects, int takes, int height) {
    assertThatThrownBy(() -> new SyntheticGestures(subjects, takes, height, new Seed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("--");
  }

  @Test
  void theSheetShowsEveryClass() {
    GestureSheet sheet = GestureSheet.draw(24, new Seed(1));
    assertThat(sheet.image().getHeight()).isEqualTo(8 * 28 + 4);
  }
}
