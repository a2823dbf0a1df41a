package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
  @TempDir private Path folder;

  private String meshes = "";
  private Path views = Path.of("");

  @BeforeEach
  void synthesize() {
    meshes = folder.resolve("meshes").toString();
    views = folder.resolve("views");
    CommandRun run =
        CommandRun.of("data", "synthesize", "--train", "1", "--test", "1", "--out", meshes);
    assertThat(run.code()).isZero();
  }

  private CommandRun render(String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of("data", "render", meshes, "--views", "2", "--size", "16", "--out"),
                Stream.concat(Stream.of(views.toString()), Stream.of(more)))
            .toList();
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private List<byte[]> pictures() throws IOException {
    try (Stream<Path> all = Files.walk(views)) {
      List<Path> files = all.filter(f -> f.toString().endsWith(".png")).sorted().toList();
      List<byte[]> contents = new java.util.ArrayList<>();
      for (Path file : files) {
        contents.add(Files.readAllBytes(file));
      }
      return contents;
    }
  }

  @Test
  void viewsAreDrawnOnceAndWhatIsMissingIsDrawnAgain() throws IOException {
    assertThat(render("--jobs", "1").out()).contains("24 of 24 meshes drawn, 48 views (48 new");
    List<byte[]> first = pictures();
    assertThat(first).hasSize(48);
    Path one = views.resolve("house_disc/train/house_disc_0001.obj.shaded_v002.png");
    Path other = views.resolve("house_disc/test/house_disc_0002.obj.shaded_v001.png");
    Files.delete(one);
    Files.write(other, new byte[10]);
    Files.setLastModifiedTime(other, FileTime.fromMillis(System.currentTimeMillis()));
    assertThat(render("--jobs", "2").out()).contains("(2 new, 46 kept)");
    assertThat(pictures()).containsExactlyElementsOf(first);
    CommandRun checked = CommandRun.of("data", "modelnet", views.toString(), "--check");
    assertThat(checked.code()).isZero();
  }

  @Test
  void otherSettingsInTheSameFolderAreRefused() {
    assertThat(render().code()).isZero();
    CommandRun other = render("--background", "black");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.complaints()).hasSize(1);
    assertThat(other.err()).contains("background");
  }

  @Test
  void everyBrokenMeshIsNamedAndAllOthersAreDrawn() throws IOException {
    Path truncated = Path.of(meshes, "drum_beam/train/drum_beam_0001.off");
    Path empty = Path.of(meshes, "tower_disc/test/tower_disc_0002.off");
    Files.writeString(truncated, Files.readString(truncated).substring(0, 300));
    Files.writeString(empty, "");
    CommandRun run = render();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("22 of 24 meshes drawn, 44 views");
    assertThat(run.err()).contains(truncated.toString()).contains(empty.toString());
    assertThat(pictures()).hasSize(44);
  }

  @Test
  void aFolderWithoutMeshesIsRefused() throws IOException {
    Path none = Files.createDirectory(folder.resolve("none"));
    CommandRun run = CommandRun.of("data", "render", none.toString(), "--out", views.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).hasSize(1);
    assertThat(views).doesNotExist();
  }
}
