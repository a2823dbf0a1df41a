package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.clips.ClipPass;
import io.evenkeel.clips.ClipProgress;
import io.evenkeel.clips.ClipRequest;
import io.evenkeel.clips.ClipStream;
import io.evenkeel.clips.FrameRange;
import io.evenkeel.clips.Judged;
import io.evenkeel.clips.PaintedVideos;
import io.evenkeel.clips.StreamFormat;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is cut out of clips, against the pixels that the videos are painted with. */
class VideoDatasetTest {
  private static final Modality RGB = new Modality("rgb");
  private static final Modality DEPTH = new Modality("depth");
  private static final int FIRST = 5;
  private static final int FRAMES = 10;
  private static final int WIDTH = 16;
  private static final int HEIGHT = 12;

  @TempDir private Path folder;
  private final VideoKeys keys = new VideoKeys();
  private Path rgb = Path.of("");
  private Path depth = Path.of("");

  @BeforeEach
  void paint() {
    rgb = PaintedVideos.write(folder.resolve("rgb.avi"), 40, 24, 32);
    depth = PaintedVideos.write(folder.resolve("depth.avi"), 40, 24, 32);
  }

  /** One clip of frames 5 to 15, whose frames of 24 x 32 are brought to 12 x 16. */
  private VideoDataset data(int frames) {
    FrameRange range = FrameRange.of(FIRST, FIRST + frames);
    List<ClipRequest> requests =
        List.of(
            new ClipRequest(new ClipStream(rgb, "rgb.avi", range), new StreamFormat(3, HEIGHT)),
            new ClipRequest(
                new ClipStream(depth, "depth.avi", range), new StreamFormat(1, HEIGHT)));
    List<Judged> judged =
        ClipPass.over(
            requests,
            new PaintedVideos(),
            new ClipPass.Keeping.Frames(folder.resolve("cache"), 1 << 20),
            ClipProgress.none());
    VideoDataset.Sample sample =
        new VideoDataset.Sample(
            "a clip", 1, judged.stream().map(one -> ((Judged.Whole) one).frames()).toList());
    return VideoDataset.plain(
        List.of(sample),
        List.of("wave", "point"),
        new PerModality<>(List.of(RGB, DEPTH), List.of(3, 1)),
        keys.video());
  }

  private static float[] values(Dataset data, Modality modality) {
    float[] values = new float[data.shapes().get(modality).values() + 2];
    data.copy(modality, 0, values, 1);
    assertThat(values[0]).isZero();
    assertThat(values[values.length - 1]).isZero();
    return java.util.Arrays.copyOfRange(values, 1, values.length - 1);
  }

  /** Where a sample is. */
  private record At(int frame, int top, int left, boolean mirrored) {}

  private float[] expected(Path video, int channels, At at) {
    float[] values = new float[channels * keys.frames * keys.crop * keys.crop];
    int to = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int t = 0; t < keys.frames; t++) {
        for (int y = 0; y < keys.crop; y++) {
          for (int x = 0; x < keys.crop; x++) {
            int column = at.left() + (at.mirrored() ? keys.crop - 1 - x : x);
            int frame = FIRST + Math.min(FRAMES - 1, at.frame() + t * keys.stride);
            values[to++] = PaintedVideos.pixel(video, frame, at.top() + y, column, channel) / 255f;
          }
        }
      }
    }
    return values;
  }

  /** The one place where the depth stream shows these values. */
  private At find(float[] values) {
    for (int frame = 0; frame < FRAMES; frame++) {
      for (int top = 0; top <= HEIGHT - keys.crop; top++) {
        for (int left = 0; left <= WIDTH - keys.crop; left++) {
          for (boolean mirrored : new boolean[] {false, true}) {
            At at = new At(frame, top, left, mirrored);
            if (java.util.Arrays.equals(expected(depth, 1, at), values)) {
              return at;
            }
          }
        }
      }
    }
    throw new AssertionError("not a part of the clip");
  }

  @Test
  void evaluationSeesTheMiddleOfTheClipAndOfItsFrames() {
    // 10 frames, 4 wanted: 7 places, the fourth of which is 3; 12 - 8 = 4 rows left, 16 - 8 = 8.
    At middle = new At(3, 2, 4, false);
    Dataset data = data(FRAMES);
    assertThat(data.shapes().get(RGB)).isEqualTo(SampleShape.of(3, 4, 8, 8));
    assertThat(values(data, RGB)).isEqualTo(expected(rgb, 3, middle));
    assertThat(values(data, DEPTH)).isEqualTo(expected(depth, 1, middle));
    assertThat(values(data.inEpoch(3), DEPTH)).isEqualTo(expected(depth, 1, middle));
    assertThat(data.classNames()).containsExactly("wave", "point");
    assertThat(data.label(0)).isEqualTo(1);
  }

  @Test
  void strideLeavesFramesOutAndTheMiddleIsThatOfWhatItSpans() {
    keys.stride = 2;
    // 4 frames 2 apart span 7: 4 places, the second of which is the middle.
    assertThat(values(data(FRAMES), DEPTH)).isEqualTo(expected(depth, 1, new At(1, 2, 4, false)));
  }

  @Test
  void aClipThatIsTooShortRepeatsItsLastFrame() {
    keys.frames = 13;
    float[] values = values(data(FRAMES), DEPTH);
    assertThat(values).isEqualTo(expected(depth, 1, new At(0, 2, 4, false)));
    int frame = 64;
    assertThat(java.util.Arrays.copyOfRange(values, 12 * frame, 13 * frame))
        .isEqualTo(java.util.Arrays.copyOfRange(values, 9 * frame, 10 * frame))
        .isNotEqualTo(java.util.Arrays.copyOfRange(values, 8 * frame, 9 * frame));
    assertThat(values(data(FRAMES).variedInTraining(new Seed(1)).inEpoch(1), DEPTH)).isNotNull();
  }

  @Test
  void trainingVariesWithinTheClipAlikeForAllModalitiesAndReproducibly() {
    Dataset training = data(FRAMES).variedInTraining(new Seed(7));
    Set<Integer> begins = new TreeSet<>();
    Set<Integer> tops = new TreeSet<>();
    Set<Integer> lefts = new TreeSet<>();
    Dataset again = data(FRAMES).variedInTraining(new Seed(7));
    for (int epoch = 1; epoch <= 120; epoch++) {
      At at = find(values(training.inEpoch(epoch), DEPTH));
      begins.add(at.frame());
      tops.add(at.top());
      lefts.add(at.left());
      assertThat(at.mirrored()).isFalse();
      assertThat(values(training.inEpoch(epoch), RGB)).isEqualTo(expected(rgb, 3, at));
      assertThat(values(again.inEpoch(epoch), DEPTH)).isEqualTo(expected(depth, 1, at));
    }
    assertThat(begins).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(tops).containsExactly(0, 1, 2, 3, 4);
    assertThat(lefts).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    // Before an epoch is begun, as the statistics of a normalization see it.
    assertThat(find(values(training, DEPTH))).isEqualTo(new At(3, 2, 4, false));
  }

  @Test
  void oneKindOfVariationIsSwitchedOffWithoutChangingTheOthers() {
    At both = find(values(data(FRAMES).variedInTraining(new Seed(7)).inEpoch(2), DEPTH));
    keys.jitter = false;
    At cropped = find(values(data(FRAMES).variedInTraining(new Seed(7)).inEpoch(2), DEPTH));
    assertThat(cropped).isEqualTo(new At(3, both.top(), both.left(), false));
    keys.jitter = true;
    keys.randomCrop = false;
    At jittered = find(values(data(FRAMES).variedInTraining(new Seed(7)).inEpoch(2), DEPTH));
    assertThat(jittered).isEqualTo(new At(both.frame(), 2, 4, false));
  }

  @Test
  void aClipIsMirroredOnlyInTrainingAndIfItsLabelAllowsIt() {
    keys.mirrorLabels = List.of(0);
    assertThat(mirrored()).isZero();
    keys.mirrorLabels = List.of(1);
    assertThat(mirrored()).isBetween(20, 60);
    assertThat(find(values(data(FRAMES).inEpoch(1), DEPTH)).mirrored()).isFalse();
  }

  private int mirrored() {
    Dataset training = data(FRAMES).variedInTraining(new Seed(7));
    int mirrored = 0;
    for (int epoch = 1; epoch <= 80; epoch++) {
      At at = find(values(training.inEpoch(epoch), DEPTH));
      assertThat(values(training.inEpoch(epoch), RGB)).isEqualTo(expected(rgb, 3, at));
      mirrored += at.mirrored() ? 1 : 0;
    }
    return mirrored;
  }

  @Test
  void modalitiesThatAreNotRegisteredMayVaryEachByItself() {
    keys.joint = false;
    Dataset training = data(FRAMES).variedInTraining(new Seed(7));
    int alike = 0;
    for (int epoch = 1; epoch <= 50; epoch++) {
      At at = find(values(training.inEpoch(epoch), DEPTH));
      float[] same = expected(rgb, 3, at);
      alike += java.util.Arrays.equals(values(training.inEpoch(epoch), RGB), same) ? 1 : 0;
    }
    assertThat(alike).isLessThan(10);
  }

  @Test
  void normalizationsTakeVideosChannelByChannel() {
    Dataset raw = data(FRAMES);
    float[] plain = values(raw, RGB);
    float[] symmetric = values(Standardization.symmetric(raw.shapes()).applyTo(raw), RGB);
    float[] standard = values(Standardization.over(raw).applyTo(raw), RGB);
    int channel = plain.length / 3;
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      double squares = 0;
      for (int i = c * channel; i < (c + 1) * channel; i++) {
        assertThat(symmetric[i]).isEqualTo((plain[i] - 0.5f) * 2);
        sum += standard[i];
        squares += standard[i] * standard[i];
      }
      assertThat(sum / channel).isCloseTo(0, org.assertj.core.api.Assertions.within(1e-5));
      assertThat(squares / channel).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
    }
    PerModality<SampleShape> color = PerModality.of(List.of(RGB), m -> SampleShape.of(3, 4, 8, 8));
    assertThat(Standardization.imageNet(color)).isNotNull();
    org.assertj.core.api.Assertions.assertThatExceptionOfType(
            io.evenkeel.input.BadInputException.class)
        .isThrownBy(() -> Standardization.imageNet(raw.shapes()))
        .withMessageContaining("where modality depth is [1, 4, 8, 8]");
  }
}
