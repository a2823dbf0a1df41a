package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.clips.ClipList;
import io.evenkeel.clips.ClipStream;
import io.evenkeel.clips.FrameRange;
import io.evenkeel.clips.ListedClip;
import io.evenkeel.clips.PaintedVideos;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.VideoSpec.Channels;
import io.evenkeel.recipe.VideoSpec.Validation;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoSplitsTest {
  private static final Seed SEED = new Seed(7);
  private static final Modality RGB = new Modality("rgb");
  private static final Modality DEPTH = new Modality("depth");

  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();
  private final PaintedVideos videos = new PaintedVideos();
  private int stopAfter = Integer.MAX_VALUE;

  /** Three subjects with four clips each to train on, one with four to test on. */
  private VideoKeys manifest() {
    StringBuilder text = new StringBuilder("rgb,depth,start,end,label,split,subject\n");
    for (int subject = 0; subject < 4; subject++) {
      for (int clip = 0; clip < 4; clip++) {
        String name = "s" + subject + "c" + clip;
        PaintedVideos.write(video(name, "rgb"), 30, 24, 32);
        PaintedVideos.write(video(name, "depth"), 30, 24, 32);
        text.append(
            "%s/rgb.avi,%s/depth.avi,2,20,%s,%s,s%d%n"
                .formatted(
                    name,
                    name,
                    clip % 2 == 0 ? "wave" : "point",
                    subject < 3 ? "train" : "test",
                    subject));
      }
    }
    VideoKeys keys = VideoKeys.ofManifest(write("clips.csv", text.toString()));
    keys.validation = 4;
    return keys;
  }

  private Path video(String clip, String stream) {
    return folder.resolve(clip).resolve(stream + ".avi");
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataSplits open(VideoKeys keys) {
    notices.clear();
    DataSpec spec = keys.spec();
    return VideoSplits.open(
        VideoStreams.of(spec),
        spec,
        SEED,
        videos,
        new ClipJudgement.Listener(notices::add, () -> videos.decoded() >= stopAfter));
  }

  private static float[] values(Dataset data, Modality modality, int sample) {
    float[] values = new float[data.shapes().get(modality).values()];
    data.copy(modality, sample, values, 0);
    return values;
  }

  private static List<String> contents(Dataset data) {
    List<String> contents = new ArrayList<>();
    for (int sample = 0; sample < data.size(); sample++) {
      contents.add(data.label(sample) + Arrays.toString(values(data, DEPTH, sample)));
    }
    return contents;
  }

  @Test
  void oneSubjectIsHeldOutAndTheTestListIsTheTestSplit() {
    DataSplits splits = open(manifest());
    assertThat(splits.train().size()).isEqualTo(8);
    assertThat(splits.validation().data().size()).isEqualTo(4);
    assertThat(splits.test().data().size()).isEqualTo(4);
    assertThat(splits.train().classNames()).containsExactly("point", "wave");
    assertThat(splits.train().shapes().get(RGB)).isEqualTo(SampleShape.of(3, 4, 8, 8));
    assertThat(splits.train().shapes().get(DEPTH)).isEqualTo(SampleShape.of(1, 4, 8, 8));
    assertThat(splits.skipped()).contains(new SkippedClips(0, 0, 0));
    assertThat(splits.probes()).extracting(HeldOut::name).containsExactly("test", "validation");
    assertThat(notices)
        .hasSize(2)
        .first()
        .asString()
        .matches("validation: 4 clips of subject s[012]; training: those of the other 2");
    assertThat(notices.get(1)).startsWith("decoding 32 streams of clips once, into " + folder);
  }

  @Test
  void aRunDecodesNothingThatAnEarlierOneHas() {
    DataSplits first = open(manifest());
    List<String> train = contents(first.train().inEpoch(1));
    int decoded = videos.decoded();
    assertThat(decoded).isEqualTo(32);
    DataSplits second = open(manifestKeys());
    assertThat(contents(second.train().inEpoch(1))).isEqualTo(train);
    assertThat(videos.decoded()).isEqualTo(decoded);
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(notices).hasSize(1);
  }

  private VideoKeys manifestKeys() {
    VideoKeys keys = VideoKeys.ofManifest(folder.resolve("clips.csv"));
    keys.validation = 4;
    return keys;
  }

  @Test
  void withoutACacheTheSameIsSeenAndTheSameIsLeftOut() {
    VideoKeys keys = manifest();
    PaintedVideos.writeBroken(video("s1c2", "depth"));
    DataSplits cached = open(keys);
    keys.cache = false;
    int before = videos.decoded();
    DataSplits decoded = open(keys);
    assertThat(videos.decoded()).as("only what is broken is tried again").isEqualTo(before + 1);
    assertThat(contents(decoded.train().inEpoch(2))).isEqualTo(contents(cached.train().inEpoch(2)));
    assertThat(contents(decoded.test().data())).isEqualTo(contents(cached.test().data()));
    assertThat(decoded.digest()).isEqualTo(cached.digest());
    assertThat(decoded.skipped()).isEqualTo(cached.skipped());
    keys.cache = true;
    keys.cacheGib = 1e-6;
    DataSplits partly = open(keys);
    assertThat(contents(partly.train().inEpoch(2))).isEqualTo(contents(cached.train().inEpoch(2)));
    assertThat(notices.toString()).contains("do not fit into data.video.cache_gib");
  }

  @Test
  void aBrokenClipIsLeftOutNamedAndCountedAndARepairedOneMovesNoOther() {
    VideoKeys keys = manifest();
    DataSplits whole = open(keys);
    PaintedVideos.writeBroken(video("s1c2", "depth"));
    PaintedVideos.write(video("s3c0", "rgb"), 19, 24, 32);
    DataSplits fewer = open(keys);
    SkippedClips skipped = fewer.skipped().orElseThrow();
    assertThat(skipped.train() + skipped.validation()).isEqualTo(1);
    assertThat(skipped.test()).isEqualTo(1);
    assertThat(notices.toString())
        .contains(": " + video("s1c2", "depth") + ", frame 7: damaged data")
        .contains(
            "left out of test: " + video("s3c0", "rgb") + ": 19 frames; expected frames 2:20");
    for (int epoch = 1; epoch < 4; epoch++) {
      List<String> all = contents(whole.train().inEpoch(epoch));
      assertThat(all).containsSubsequence(contents(fewer.train().inEpoch(epoch)));
    }
    assertThat(contents(whole.validation().data()))
        .containsSubsequence(contents(fewer.validation().data()));
    assertThat(fewer.digest()).isNotEqualTo(whole.digest());
    // One modality alone has no use for the other one's file.
    keys.modalities = List.of("rgb");
    assertThat(open(keys).skipped()).contains(new SkippedClips(0, 0, 1));
  }

  @Test
  void aRunThatWouldLoseTooManyClipsIsRefused() {
    VideoKeys keys = manifest();
    keys.skippedShare = 0.25;
    PaintedVideos.writeBroken(video("s3c1", "rgb"));
    assertThat(open(keys).skipped()).contains(new SkippedClips(0, 0, 1));
    PaintedVideos.writeBroken(video("s3c2", "rgb"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(keys))
        .withMessageStartingWith(folder.resolve("clips.csv") + ": 2 of 4 clips of split test are")
        .withMessageContaining("broken: " + video("s3c1", "rgb") + ", frame 7: damaged data;")
        .withMessageEndingWith("expected at most a share of 0.25 (data.video.skipped_share)");
  }

  @Test
  void theDigestIsOverWhatIsSeen() {
    Set<String> digests = new TreeSet<>();
    digests.add(open(manifest()).digest());
    for (int change = 0; change < 7; change++) {
      VideoKeys keys = manifestKeys();
      switch (change) {
        case 0 -> keys.size = 13;
        case 1 -> keys.crop = 9;
        case 2 -> keys.frames = 5;
        case 3 -> keys.stride = 2;
        case 4 -> keys.channels = List.of(Channels.GRAY, Channels.GRAY);
        case 5 -> keys.test = OptionalInt.of(3);
        default -> keys.modalities = List.of("depth", "rgb");
      }
      digests.add(open(keys).digest());
    }
    assertThat(digests).hasSize(8);
    VideoKeys keys = manifestKeys();
    keys.skippedShare = 0.1;
    keys.cacheGib = 2;
    assertThat(digests).contains(open(keys).digest());
  }

  @Test
  void clipsOfTheManifestForValidationAreTakenAsTheyAre() {
    VideoKeys keys = manifest();
    String text =
        "rgb,depth,label,split\n"
            + "s0c0/rgb.avi,s0c0/depth.avi,0,train\n"
            + "s0c1/rgb.avi,s0c1/depth.avi,1,validation\n"
            + "s0c2/rgb.avi,s0c2/depth.avi,1,test\n";
    keys.manifest = Optional.of(write("other.csv", text).toString());
    DataSplits splits = open(keys);
    assertThat(splits.train().size()).isEqualTo(1);
    assertThat(splits.validation().data().label(0)).isEqualTo(1);
    assertThat(notices.get(0)).startsWith("validation: the 1 clips that " + folder);
    keys.manifest = Optional.of(write("other.csv", text.replace("validation", "train")).toString());
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(keys))
        .withMessageContaining(
            "data.video.validation: subject, where s0c0/rgb.avi:0: has no subject");
    keys.by = Validation.SAMPLE;
    keys.validation = 1;
    assertThat(open(keys).train().size()).isEqualTo(1);
    keys.validation = 2;
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(keys))
        .withMessageContaining("data.validation_samples: 2; expected at most 1");
  }

  @Test
  void samplesAreChosenBySeedOutOfWhatIsLeft() {
    VideoKeys keys = manifest();
    keys.train = OptionalInt.of(3);
    keys.test = OptionalInt.of(2);
    DataSplits splits = open(keys);
    assertThat(splits.train().size()).isEqualTo(3);
    assertThat(splits.test().data().size()).isEqualTo(2);
    assertThat(videos.decoded()).as("only what is used is decoded").isEqualTo(2 * (3 + 4 + 2));
    keys.train = OptionalInt.of(9);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(keys))
        .withMessage("data.train_samples: 9; expected at most the 8 there are");
  }

  @Test
  void aPassThatIsInterruptedGoesOnLaterFromWhatItHas() {
    VideoKeys keys = manifest();
    stopAfter = 10;
    assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> open(keys));
    assertThat(videos.decoded()).isBetween(10, 31);
    stopAfter = Integer.MAX_VALUE;
    open(keys);
    assertThat(videos.decoded()).isEqualTo(32);
  }

  @Test
  void streamsAreNamedByModalityOrByKey() {
    VideoKeys keys = manifest();
    keys.modalities = List.of("left", "right");
    keys.streams = List.of("depth", "depth");
    DataSplits same = open(keys);
    assertThat(same.train().shapes().get(new Modality("left")))
        .isEqualTo(SampleShape.of(1, 4, 8, 8));
    assertThat(values(same.train(), new Modality("left"), 2))
        .isEqualTo(values(same.train(), new Modality("right"), 2));
    keys.mirrorLabels = List.of(2);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(keys))
        .withMessage("data.video.mirror_labels: 2; expected labels of 0 to 1");
    assertThat(Channels.of("sk_depth")).isEqualTo(Channels.GRAY);
    assertThat(Channels.of("duo_left")).isEqualTo(Channels.GRAY);
    assertThat(Channels.of("sk_wrapped")).isEqualTo(Channels.RGB);
    VideoKeys gestures = VideoKeys.ofGestures(folder);
    gestures.modalities = List.of("rgb", "thermal");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> open(gestures))
        .withMessageStartingWith("data.video.streams: no stream for modality thermal");
  }

  @Property(tries = 200)
  void noSubjectIsOnBothSides(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 9) Integer> clipsOfSubjects,
      @ForAll @IntRange(min = 1, max = 40) int wanted,
      @ForAll long seed) {
    List<ListedClip> clips = new ArrayList<>();
    for (int subject = 0; subject < clipsOfSubjects.size(); subject++) {
      for (int clip = 0; clip < clipsOfSubjects.get(subject); clip++) {
        String name = subject + "/" + clip;
        clips.add(
            new ListedClip(
                clip % 2,
                Optional.of("s" + subject),
                List.of(new ClipStream(Path.of(name), name, FrameRange.ALL))));
      }
    }
    VideoKeys keys = VideoKeys.ofManifest(Path.of("clips.csv"));
    keys.validation = Math.min(wanted, clips.size() - 1);
    ClipList list =
        new ClipList(Path.of("clips.csv"), List.of("a", "b"), clips, List.of(), clips, List.of());
    ClipChoice choice = ClipChoice.of(list, keys.spec(), new Seed(seed), notice -> {});
    Set<String> held = subjects(choice.validation());
    assertThat(held).isNotEmpty().doesNotContainAnyElementsOf(subjects(choice.train()));
    assertThat(choice.train()).isNotEmpty();
    assertThat(Stream.of(choice.train(), choice.validation()).flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(clips);
  }

  private static Set<String> subjects(List<ListedClip> clips) {
    return clips.stream().flatMap(clip -> clip.subject().stream()).collect(Collectors.toSet());
  }

  /** Four real clips of two gestures, whose folder is read only: the cache is elsewhere. */
  @Test
  void realClipsAreDecodedAndBatched() throws IOException {
    Path samples = Path.of(String.valueOf(System.getenv("EVENKEEL_SAMPLES")), "nvgesture-mini");
    assumeTrue(
        Files.isDirectory(samples),
        "skipped: EVENKEEL_SAMPLES names no folder with nvgesture-mini, lists and clips of NVGesture");
    Map<String, List<String>> lines = new TreeMap<>();
    for (String line :
        Files.readAllLines(samples.resolve("nvgesture_train_correct_cvpr2016_v2.lst"))) {
      String clip = line.split(" ")[0].replace("path:", "");
      if (Files.isDirectory(samples.resolve(clip))) {
        lines
            .computeIfAbsent(clip.endsWith("r0") ? "train" : "test", k -> new ArrayList<>())
            .add(line);
      }
    }
    for (String split : List.of("train", "test")) {
      write(
          "nvgesture_" + split + "_correct_cvpr2016_v2.lst",
          String.join("\n", lines.getOrDefault(split, List.of())));
    }
    Files.createSymbolicLink(folder.resolve("Video_data"), samples.resolve("Video_data"));
    VideoKeys keys = VideoKeys.ofGestures(folder);
    keys.streams = List.of("sk_wrapped", "sk_depth");
    keys.by = Validation.SAMPLE;
    keys.validation = 1;
    keys.frames = 64;
    keys.size = 128;
    keys.crop = 112;
    keys.cacheFolder = Optional.of(folder.resolve("cached").toString());
    DataSplits splits = DataSource.open(keys.spec(), SEED, notices::add);
    assertThat(splits.test().data().classNames()).containsExactly("gesture 1", "gesture 2");
    Batch batch = new BatchAssembler(splits.test().data()).assemble(new int[] {0, 1});
    assertThat(batch.labels()).containsExactly(0, 1);
    assertThat(batch.inputs().get(RGB)).hasSize(2 * 3 * 64 * 112 * 112);
    float[] depth = batch.inputs().get(DEPTH);
    assertThat(depth).hasSize(2 * 64 * 112 * 112);
    float mean = 0;
    for (float value : depth) {
      assertThat(value >= 0 && value <= 1).isTrue();
      mean += value / depth.length;
    }
    assertThat(mean).isBetween(0.05f, 0.95f);
    keys.cache = false;
    keys.normalization = DataSpec.Normalization.SYMMETRIC;
    float[] symmetric =
        new BatchAssembler(DataSource.open(keys.spec(), SEED, notices::add).test().data())
            .assemble(new int[] {0, 1})
            .inputs()
            .get(DEPTH);
    for (int i = 0; i < depth.length; i += 997) {
      assertThat(symmetric[i]).isEqualTo((depth[i] - 0.5f) * 2);
    }
  }
}
