package io.evenkeel.gesture;

import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import io.evenkeel.video.VideoWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A set of gesture videos made by seed, laid out as NVGesture: {@code
 * Video_data/class_01/subject3_r0/{sk_color,sk_depth}.avi} and two lists that say which frames of
 * which videos are the gesture. The same arguments give the same bytes.
 *
 * <p>Every fourth person is in the test list alone.
 *
 * @param subjects how many people there are
 * @param takes how often each person performs each gesture
 * @param height rows of a video; it has 4/3 as many columns
 * @param seed what people, performances and noise follow from
 */
public record SyntheticGestures(int subjects, int takes, int height, Seed seed) {
  private static final String TRAIN = "nvgesture_train_correct_cvpr2016_v2.lst";
  private static final String TEST = "nvgesture_test_correct_cvpr2016_v2.lst";
  private static final int EVERY = 4;
  private static final int MOST = 1000;
  private static final int LEAST_HEIGHT = 48;
  private static final int MOST_HEIGHT = 480;
  private static final int HEIGHT_STEP = 12;
  private static final int RATE = 30;

  /** Some of the sensors' noise is lost by it, and no cue. */
  private static final int QUANTIZER = 26;

  /** Checks the ranges. */
  public SyntheticGestures {
    require(subjects >= EVERY && subjects <= MOST, "--subjects", subjects, EVERY + " to " + MOST);
    require(takes >= 1 && takes <= MOST, "--takes", takes, "1 to " + MOST);
    require(
        height >= LEAST_HEIGHT && height <= MOST_HEIGHT && height % HEIGHT_STEP == 0,
        "--size",
        height,
        "a multiple of " + HEIGHT_STEP + " from " + LEAST_HEIGHT + " to " + MOST_HEIGHT);
  }

  private static void require(boolean holds, String option, int found, String expected) {
    if (!holds) {
      throw new BadInputException(option, Integer.toString(found), expected);
    }
  }

  /**
   * A gesture of the set: two videos in a folder.
   *
   * @param type the class
   * @param subject the person, counted from 1
   * @param take the performance, counted from 0
   */
  record Gesture(GestureClass type, int subject, int take) {
    int label() {
      return GestureClass.all().indexOf(type) + 1;
    }

    /** Relative to the folder of the set, with slashes on every system. */
    String folder() {
      return String.format(
          Locale.ROOT, "Video_data/class_%02d/subject%d_r%d", label(), subject, take);
    }

    boolean isTest() {
      return subject % EVERY == 0;
    }
  }

  /** The classes, in the order of their labels. */
  public static List<String> classes() {
    return GestureClass.all().stream().map(GestureClass::name).toList();
  }

  /** All gestures, class by class. */
  List<Gesture> gestures() {
    List<Gesture> all = new ArrayList<>();
    for (GestureClass type : GestureClass.all()) {
      for (int subject = 1; subject <= subjects; subject++) {
        for (int take = 0; take < takes; take++) {
          all.add(new Gesture(type, subject, take));
        }
      }
    }
    return all;
  }

  /** How many gestures there are in all. */
  public int size() {
    return GestureClass.all().size() * subjects * takes;
  }

  Scene scene(Gesture gesture) {
    Seed ofSubject = seed.fold("subject").fold(gesture.subject());
    return Scene.draw(
        gesture.type(), ofSubject, ofSubject.fold(gesture.type().name()).fold(gesture.take()));
  }

  PictureSize picture() {
    return PictureSize.ofHeight(height);
  }

  /** What {@link #write(Path, Gesture, SensorNoise)} reads noise from. */
  SensorNoise noise() {
    return new SensorNoise(seed.fold("noise"));
  }

  /**
   * Writes what is missing of a gesture's videos.
   *
   * @return whether something was missing
   * @throws UncheckedIOException if it cannot be written
   */
  boolean write(Path root, Gesture gesture, SensorNoise noise) {
    Path folder = root.resolve(gesture.folder());
    make(folder);
    Scene scene = scene(gesture);
    boolean written = false;
    for (Shot shot :
        List.of(new ColorShot(scene, picture(), noise), new DepthShot(scene, picture(), noise))) {
      Path video = folder.resolve(shot.stream() + ".avi");
      if (!Files.exists(video)) {
        WholeFile.writeAt(video, path -> film(path, shot));
        written = true;
      }
    }
    return written;
  }

  private void film(Path path, Shot shot) {
    PictureSize size = picture();
    VideoWriter.Format format =
        new VideoWriter.Format(size.width(), size.height(), shot.channels(), RATE, QUANTIZER);
    try (VideoWriter video = VideoWriter.open(path, format)) {
      for (int frame = 0; frame < Take.FRAMES; frame++) {
        video.add(shot.frame(frame));
      }
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  /** Writes both lists; they come last, so that a set with lists is a whole one. */
  void writeLists(Path root) {
    WholeFile.write(root.resolve(TRAIN), lines(gestures().stream().filter(g -> !g.isTest())));
    WholeFile.write(root.resolve(TEST), lines(gestures().stream().filter(Gesture::isTest)));
  }

  private String lines(Stream<Gesture> gestures) {
    StringBuilder text = new StringBuilder();
    gestures.forEach(gesture -> text.append(line(gesture)).append('\n'));
    return text.toString();
  }

  /** A line as NVGesture has it, with the blank at its end. */
  private String line(Gesture gesture) {
    int first = scene(gesture).take().first();
    int end = first + Take.SWIPE;
    return String.format(
        Locale.ROOT,
        "path:./%s depth:sk_depth:%d:%d color:sk_color:%d:%d label:%d ",
        gesture.folder(),
        first,
        end,
        first,
        end,
        gesture.label());
  }
}
