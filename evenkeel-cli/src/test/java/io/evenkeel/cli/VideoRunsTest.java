package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Training on clips of videos, and what broken ones do to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VideoRunsTest {
  private static final String MODEL =
      """
      model:
        encoder: r3d18
        width: 4
        fusion: {after: [layer4]}
      """;

  private Path folder = Path.of("");
  private Path recipe = Path.of("");
  private Path whole = Path.of("");

  @BeforeAll
  void trainToTheEnd(@TempDir Path temporary) throws IOException {
    folder = temporary;
    CommandRun made =
        CommandRun.of(
            ("data synthesize gestures --subjects 4 --takes 1 --size 48 --out "
                    + folder.resolve("set"))
                .split(" "));
    assertThat(made.code()).as(made.err()).isZero();
    recipe =
        Files.writeString(
            folder.resolve("gestures.yaml"),
            """
            epochs: 2
            batch_size: 8
            threads: 1
            data:
              source: nvgesture
              directory: set
              modalities: [rgb, depth]
              validation_samples: 8
              normalization: symmetric
              video: {frames: 8, stride: 4, size: 20, crop: 16, skipped_share: 0.2}
            """
                + MODEL);
    whole = folder.resolve("whole");
    CommandRun run = train(recipe, whole);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .containsPattern("validation: 8 clips of subject [1-4]; training: those of the other 2")
        .contains("decoding 64 streams of clips once, into " + folder.resolve("set.cache"));
  }

  private static CommandRun train(Path recipe, Path out, String... settings) {
    List<String> arguments =
        new ArrayList<>(List.of("train", recipe.toString(), "--out", out.toString()));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static JsonNode summary(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("summary.json").toFile());
  }

  private static void assertSameBytes(Path left, Path right, String name) throws IOException {
    assertThat(left.resolve(name)).hasSameBinaryContentAs(right.resolve(name));
  }

  @Test
  void theRecordNamesClassesAndCountsWhatWasLeftOut() throws IOException {
    assertThat(summary(whole).path("skipped_clips").toString())
        .isEqualTo("{\"train\":0,\"validation\":0,\"test\":0}");
    assertThat(Files.readString(whole.resolve("diagnosis.json"))).contains("\"gesture 1\"");
    assertThat(Files.readString(whole.resolve("report.html")))
        .contains("clips left out", "0, 0, 0");
    assertThat(whole.resolve("samples.png")).exists();
  }

  @Test
  void aManifestOfTheSameClipsWithoutACacheTrainsToTheSameBytes() throws IOException {
    Path manifest = folder.resolve("set/clips.csv");
    StringBuilder csv = new StringBuilder("color,depth,start,end,label,split,subject\n");
    for (String split : List.of("train", "test")) {
      String list = "nvgesture_" + split + "_correct_cvpr2016_v2.lst";
      for (String line : Files.readAllLines(folder.resolve("set").resolve(list))) {
        String clip = line.replaceFirst("^path:(\\S+).*$", "$1");
        String range = line.replaceFirst("^.*sk_color:([0-9]+):([0-9]+).*$", "$1,$2");
        String label = line.replaceFirst("^.*label:([0-9]+).*$", "$1");
        String subject = clip.replaceFirst("^.*subject([0-9]+)_.*$", "$1");
        String fields = "%s/sk_color.avi,%s/sk_depth.avi,%s,%s,%s,%s%n";
        csv.append(fields.formatted(clip, clip, range, label, split, subject));
      }
    }
    Files.writeString(manifest, csv);
    Path out = folder.resolve("manifest");
    CommandRun run =
        train(
            recipe,
            out,
            "data.source=video-manifest",
            "data.directory=null",
            "data.manifest=" + manifest,
            "data.video.streams=[color, depth]",
            "data.video.cache=false");
    assertThat(run.code()).as(run.err()).isZero();
    for (String file : List.of("steps.csv", "history.csv", "best.safetensors")) {
      assertSameBytes(whole, out, file);
    }
  }

  @Test
  void aBrokenClipIsLeftOutAndCountedOrTooManyStopTheRun() throws IOException {
    Path set = folder.resolve("damaged");
    copy(folder.resolve("set"), set);
    Path video = set.resolve("Video_data/class_02/subject4_r0/sk_depth.avi");
    Files.write(video, java.util.Arrays.copyOf(Files.readAllBytes(video), 3000));
    Path out = folder.resolve("fewer");
    CommandRun run = train(recipe, out, "data.directory=" + set, "epochs=1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).containsPattern("left out of (train|validation|test): " + video);
    JsonNode skipped = summary(out).path("skipped_clips");
    assertThat(
            skipped.path("train").asInt()
                + skipped.path("validation").asInt()
                + skipped.path("test").asInt())
        .isEqualTo(1);
    CommandRun stopped =
        train(
            recipe,
            folder.resolve("stopped"),
            "data.directory=" + set,
            "data.video.skipped_share=0.01");
    assertThat(stopped.code()).isEqualTo(2);
    assertThat(stopped.complaints()).hasSize(1);
    assertThat(stopped.err())
        .containsPattern("1 of [0-9]+ clips of split (train|validation|test) are broken: " + video)
        .contains("at most a share of 0.01 (data.video.skipped_share)");
    assertThat(folder.resolve("stopped")).doesNotExist();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Test
  void aPreviewShowsStripsOfFrames() {
    Path sheet = folder.resolve("sheet.png");
    CommandRun run =
        CommandRun.of(
            "data", "preview", recipe.toString(), "--samples", "2", "--out", sheet.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(sheet).exists();
  }

  @Test
  void keysOfVideosAreChecked() {
    for (String wrong :
        List.of(
            "data.video.crop=21",
            "data.video.frames=0",
            "data.video.frames=4097",
            "evaluation_batch_size=100000",
            "data.video.streams=[sk_color]",
            "data.video.channels=[rgb, blue]",
            "data.video.mirror_labels=[8]",
            "data.video.skipped_share=1",
            "data.video.validation=nobody",
            "data.validation_samples=24",
            "data.normalization=imagenet",
            "data.modalities=[rgb, thermal]",
            "data.source=video-manifest")) {
      CommandRun run = train(recipe, folder.resolve("wrong"), wrong);
      assertThat(run.code()).as(wrong).isEqualTo(2);
      assertThat(run.complaints()).as(wrong).hasSize(1);
    }
  }

  /** Four real clips of two gestures, two to train on. */
  @Test
  void realClipsGoThroughAStepOfTraining() throws IOException {
    Path samples = Path.of(String.valueOf(System.getenv("EVENKEEL_SAMPLES")), "nvgesture-mini");
    assumeTrue(
        Files.isDirectory(samples),
        "skipped: EVENKEEL_SAMPLES names no folder with nvgesture-mini, lists and clips of NVGesture");
    StringBuilder csv = new StringBuilder("rgb,depth,start,end,label,split\n");
    for (String clip : List.of("class_01/subject3_r", "class_02/subject3_r")) {
      for (int take = 0; take < 2; take++) {
        String path = "Video_data/" + clip + take;
        String split = take == 0 ? "train" : clip.contains("_01") ? "validation" : "test";
        csv.append(
            "%s/sk_wrapped.avi,%s/sk_depth.avi,120,200,%s,%s%n"
                .formatted(path, path, clip.substring(0, 8), split));
      }
    }
    Path manifest = Files.writeString(folder.resolve("real.csv"), csv);
    Path out = folder.resolve("real");
    CommandRun run =
        train(
            recipe,
            out,
            "data.source=video-manifest",
            "data.directory=" + samples,
            "data.manifest=" + manifest,
            "data.video.frames=32",
            "data.video.stride=2",
            "data.video.size=64",
            "data.video.crop=56",
            "epochs=1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(summary(out).path("steps").asInt()).isEqualTo(1);
  }
}
