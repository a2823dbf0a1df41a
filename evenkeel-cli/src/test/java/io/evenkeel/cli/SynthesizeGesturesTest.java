package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code data synthesize gestures} as a person uses it, and the way from there to a report. */
class SynthesizeGesturesTest {
  @TempDir Path folder;

  private static CommandRun synthesize(Path out, String... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of("data", "synthesize", "gestures", "--size=48", "--out", out.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static long videos(Path out) throws IOException {
    if (!Files.exists(out)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(out)) {
      return all.filter(path -> path.toString().endsWith(".avi")).count();
    }
  }

  @Test
  void fromNothingToAReportOfABalancedRun() throws IOException {
    Path set = folder.resolve("set");
    Path sheet = folder.resolve("sheet.png");
    CommandRun made =
        synthesize(set, "--subjects=4", "--takes=1", "--contact-sheet", sheet.toString());
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out())
        .contains("32 gestures of 8 classes by 4 people (32 new, 0 kept)", "contact sheet");
    assertThat(made.err()).contains("32/32 gestures", "ETA 0:00");
    assertThat(sheet).isNotEmptyFile();

    Path run = folder.resolve("run");
    CommandRun trained =
        CommandRun.of(
            "train",
            "../recipes/synthetic-gestures-guided.yaml",
            "--set=data.directory=" + set,
            "--set=data.validation_samples=8",
            "--set=data.video.frames=4",
            "--set=data.video.stride=8",
            "--set=data.video.size=24",
            "--set=data.video.crop=20",
            "--set=batch_size=4",
            "--set=epochs=2",
            "--set=threads=1",
            "--out=" + run);
    assertThat(trained.code()).as(trained.err()).isZero();
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.path("strategy").asText()).isEqualTo("guided");
    assertThat(summary.path("cur").has("depth")).isTrue();
    assertThat(Files.readString(run.resolve("steps.csv"))).contains("rebalance");

    CommandRun diagnosed = CommandRun.of("diagnose", run.toString());
    assertThat(diagnosed.code()).as(diagnosed.err()).isZero();
    assertThat(diagnosed.out()).contains("gesture 8");
    Path page = folder.resolve("page.html");
    assertThat(CommandRun.of("report", run.toString(), "--out=" + page).code()).isZero();
    assertThat(Files.readString(page)).contains("rgb", "depth");
  }

  @Test
  void whatCannotBeMadeIsBadInput() throws IOException {
    Path out = folder.resolve("set");
    for (String wrong :
        List.of("--subjects=3", "--takes=0", "--size=50", "--jobs=0", "--seed=x", "--train=5")) {
      CommandRun run = synthesize(out, wrong);
      assertThat(run.code()).as(wrong).isEqualTo(2);
      assertThat(run.complaints()).as(wrong).hasSize(1);
    }
    assertThat(out).doesNotExist();
    CommandRun nowhere = CommandRun.of("data", "synthesize", "gestures");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.complaints()).hasSize(1).first().asString().contains("--out");
    CommandRun meshes = CommandRun.of("data", "synthesize");
    assertThat(meshes.code()).isEqualTo(2);
    assertThat(meshes.complaints()).hasSize(1).first().asString().contains("--out");
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThat(synthesize(folder, "--subjects=4").complaints())
        .containsExactly(
            "evenkeel: "
                + folder
                + ": holds mine.txt, which data synthesize gestures has not made; expected an empty"
                + " folder, or one that data synthesize gestures has begun to fill");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signal that a process can answer")
  void anInterruptedSetGoesOnAndOtherArgumentsAreRefused() throws Exception {
    Path out = folder.resolve("set");
    try (ChildRun run =
        ChildRun.start(
            folder,
            "data",
            "synthesize",
            "gestures",
            "--size=48",
            "--subjects=8",
            "--takes=1",
            "--jobs=1",
            "--out",
            out.toString())) {
      while (run.process().isAlive() && videos(out) < 3) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      run.process().toHandle().destroy();
      assertThat(run.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run.process().exitValue()).as(run.err()).isEqualTo(130);
      assertThat(run.err()).contains("interrupted after ", "the same command goes on");
    }
    long before = videos(out);
    assertThat(before).isBetween(3L, 127L);
    try (Stream<Path> all = Files.walk(out)) {
      assertThat(all).noneMatch(path -> path.toString().matches(".*(\\.partial|\\.lst)"));
    }
    CommandRun other = synthesize(out, "--subjects=8", "--takes=2");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.complaints()).hasSize(1).first().asString().contains("made with takes 1");
    CommandRun rest = synthesize(out, "--subjects=8", "--takes=1");
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(rest.out()).contains((before / 2) + " kept");
    assertThat(videos(out)).isEqualTo(128);
  }
}
