package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code data synthesize} and {@code data render}, as a person uses them. */
class RenderTest {
  @TempDir Path folder;
  private Path meshes = Path.of("");
  private Path views = Path.of("");

  @BeforeEach
  void makeMeshes() {
    meshes = folder.resolve("meshes");
    views = folder.resolve("views");
    CommandRun made =
        CommandRun.of("data", "synthesize", "--out", meshes.toString(), "--train=1", "--test=1");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("24 meshes of 12 classes");
  }

  private CommandRun render(Path out, String... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "data", "render", meshes.toString(), "--out", out.toString(), "--size=16"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static List<Path> pictures(Path out) throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      return all.filter(p -> p.toString().endsWith(".png")).sorted().toList();
    }
  }

  @Test
  void everyMeshGetsTwelveRgbPicturesByTheNamesOfMvcnn() throws IOException {
    CommandRun run = render(views);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("24 of 24 meshes drawn, 288 views (288 new, 0 kept)");
    assertThat(run.err()).contains("24/24 meshes", "ETA 0:00");
    assertThat(pictures(views)).hasSize(288);
    Path first = views.resolve("house_disc/test/house_disc_0002.obj.shaded_v001.png");
    BufferedImage image = ImageIO.read(first.toFile());
    assertThat(image.getWidth()).isEqualTo(16);
    assertThat(image.getHeight()).isEqualTo(16);
    assertThat(image.getColorModel().getNumComponents()).isEqualTo(3);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
  }

  @Test
  void theNumberOfJobsChangesNoByte() throws IOException {
    Path other = folder.resolve("other");
    assertThat(render(views, "--jobs=1", "--views=2").code()).isZero();
    assertThat(render(other, "--jobs=3", "--views=2").code()).isZero();
    for (Path picture : pictures(views)) {
      assertThat(Files.mismatch(picture, other.resolve(views.relativize(picture)))).isEqualTo(-1);
    }
  }

  @Test
  void whatIsWholeAndNotOlderThanItsMeshIsKept() throws IOException {
    assertThat(render(views).code()).isZero();
    List<Path> pictures = pictures(views);
    Files.delete(pictures.get(0));
    Files.write(pictures.get(20), new byte[] {1, 2, 3});
    FileTime later = FileTime.from(Instant.now().plusSeconds(60));
    Files.setLastModifiedTime(meshes.resolve("tower_spike/test/tower_spike_0002.off"), later);

    CommandRun again = render(views);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("288 views (14 new, 274 kept)");
  }

  @Test
  void brokenMeshesAreNamedAtTheEndAndTheOthersDrawn() throws IOException {
    Path broken = meshes.resolve("drum_beam/train/drum_beam_0001.off");
    Files.writeString(broken, "OFF\n3 1 0\n0 0 0\n");
    Files.writeString(meshes.resolve("drum_beam/test/zero.off"), "");
    CommandRun run = render(views, "--contact-sheet", folder.resolve("sheet.png").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("23 of 25 meshes drawn, 276 views");
    assertThat(run.err().lines().skip(run.err().lines().count() - 3))
        .containsExactly(
            "evenkeel: 2 meshes could not be drawn:",
            "  " + broken + ", line 4: the file ends; expected vertex 2 of 3",
            "  "
                + meshes.resolve("drum_beam/test/zero.off")
                + ", line 1: nothing but blank lines and comments; expected \"OFF\"");
    assertThat(folder.resolve("sheet.png")).isRegularFile();
  }

  @Test
  void otherSettingsInTheSameFolderAreRefused() {
    assertThat(render(views, "--views=2").code()).isZero();
    CommandRun other = render(views, "--views=3");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.complaints())
        .containsExactly(
            "evenkeel: "
                + views.resolve("render.json")
                + ": made with views 2; expected views 3 as asked for now, or another folder");
    CommandRun meshesAgain =
        CommandRun.of("data", "synthesize", "--out", meshes.toString(), "--train=1", "--test=1");
    assertThat(meshesAgain.code()).as(meshesAgain.err()).isZero();
    CommandRun seed =
        CommandRun.of("data", "synthesize", "--out", meshes.toString(), "--seed=2", "--train=1");
    assertThat(seed.code()).isEqualTo(2);
  }

  @Test
  void whatCannotBeRenderedFromOrToIsBadInput() throws IOException {
    String out = views.toString();
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (List<String> arguments :
        List.of(
            List.of(folder.resolve("missing").toString(), "--out", out),
            List.of(empty.toString(), "--out", out),
            List.of(meshes.toString(), "--out", meshes.toString()),
            List.of(meshes.toString(), "--out", out, "--size=0"),
            List.of(meshes.toString(), "--out", out, "--views=x"),
            List.of(meshes.toString(), "--out", out, "--framing=round"),
            List.of(meshes.toString(), "--out", out, "--jobs=0"))) {
      CommandRun run =
          CommandRun.of(
              Stream.concat(Stream.of("data", "render"), arguments.stream())
                  .toArray(String[]::new));
      assertThat(run.code()).as("%s", arguments).isEqualTo(2);
      assertThat(run.complaints()).as("%s", arguments).hasSize(1);
    }
    assertThat(views).doesNotExist();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signal that a process can answer")
  void anInterruptedRenderingKeepsWhatIsDrawnAndGoesOn() throws Exception {
    CommandRun more =
        CommandRun.of(
            "data",
            "synthesize",
            "--out",
            folder.resolve("many").toString(),
            "--train=19",
            "--test=1");
    assertThat(more.code()).isZero();
    meshes = folder.resolve("many");
    try (ChildRun run =
        ChildRun.start(
            folder, "data", "render", meshes.toString(), "--out", views.toString(), "--size=16")) {
      Path first = views.resolve("block_ball/train/block_ball_0001.obj.shaded_v001.png");
      while (run.process().isAlive() && !Files.exists(first)) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      run.process().toHandle().destroy();
      assertThat(run.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run.process().exitValue()).as(run.err()).isEqualTo(130);
      assertThat(run.err()).contains("interrupted after ", "the same command goes on");
    }
    int before = pictures(views).size();
    assertThat(before).isBetween(1, 12 * 12 * 20 - 1);
    CommandRun rest = render(views);
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(rest.out()).contains(before + " kept");
    assertThat(pictures(views)).hasSize(12 * 12 * 20);
  }

  /**
   * Real meshes, where somebody has some: {@code EVENKEEL_SAMPLES} names a folder that holds {@code
   * modelnet-off/*.off}.
   */
  @Test
  void realMeshesAreDrawn() throws IOException {
    String samples = System.getenv("EVENKEEL_SAMPLES");
    Assumptions.assumeTrue(samples != null, "EVENKEEL_SAMPLES names no folder of samples");
    Path tree = Files.createDirectories(folder.resolve("real/bathtub/train"));
    try (Stream<Path> files = Files.list(Path.of(samples, "modelnet-off"))) {
      for (Path file : files.toList()) {
        Files.copy(file, tree.resolve(file.getFileName()));
      }
    }
    meshes = folder.resolve("real");
    CommandRun run = render(views);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(pictures(views)).hasSizeGreaterThanOrEqualTo(12);
  }
}
