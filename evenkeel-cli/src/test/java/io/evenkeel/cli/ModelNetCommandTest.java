package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelNetCommandTest {
  @TempDir private Path folder;

  @Test
  void aWholeTreeIsCountedByClassAndSplit() throws IOException {
    new ViewTreeFiles(folder, 2, 1, 2).write();
    CommandRun run = CommandRun.of("data", "modelnet", folder.toString());
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("rendered views: 2 classes, 6 models, 2 views a model, 12 files of")
        .containsPattern("bed +2 +1")
        .containsPattern("night_stand +2 +1")
        .containsPattern("all +4 +2")
        .endsWith("nothing is missing; --check reads every file, too\n");
    CommandRun checked = CommandRun.of("data", "modelnet", folder.toString(), "--check");
    assertThat(checked.code()).isZero();
    assertThat(checked.out()).contains("sizes: 12 of 8 x 8 pixels\nevery file is whole\n");
    assertThat(checked.err()).contains("12/12 images");
  }

  @Test
  void everyBrokenFileIsNamedWithItsReason() throws IOException {
    ViewTreeFiles tree = new ViewTreeFiles(folder, 2, 1, 2).write();
    Path empty = tree.view("bed", 0, 1);
    Path text = tree.view("bed", 2, 0);
    Path lacking = tree.view("night_stand", 1, 0);
    Files.write(empty, new byte[0]);
    Files.writeString(text, "no image at all");
    Files.delete(lacking);
    CommandRun run = CommandRun.of("data", "modelnet", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(empty + ": the file is empty")
        .contains("left out night_stand/train/night_stand_0001: 1 view where most models have 2")
        .doesNotContain(text.toString())
        .endsWith("2 broken or left out\n");
    CommandRun checked =
        CommandRun.of("data", "modelnet", folder.toString(), "--check", "--jobs", "1");
    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out())
        .contains(empty + ": the file is empty; expected a PNG image")
        .contains(text + ": begins with 6e6f20696d616765; expected a PNG image")
        .contains("sizes: 9 of 8 x 8 pixels")
        .endsWith("3 broken or left out\n");
  }

  @Test
  void meshesAreCountedAndReadToo() throws IOException {
    Path train = Files.createDirectories(folder.resolve("bed/train"));
    String triangle = "OFF3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n";
    Files.writeString(train.resolve("bed_0001.off"), triangle);
    Files.writeString(train.resolve("bed_0002.off"), triangle.replace("3 0 1 2", "3 0 1 9"));
    Path empty = Files.createDirectories(folder.resolve("bed/test")).resolve("bed_0003.off");
    Files.createFile(empty);
    CommandRun run = CommandRun.of("data", "modelnet", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("OFF meshes: 1 classes, 3 files of")
        .containsPattern("bed +2 +1")
        .contains(empty + ": the file is empty")
        .endsWith("1 broken or left out\n");
    CommandRun checked = CommandRun.of("data", "modelnet", folder.toString(), "--check");
    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out())
        .contains("sizes: 1 to 1 triangles a mesh")
        .contains("bed_0002.off", "bed_0003.off")
        .endsWith("2 broken or left out\n");
  }

  /** Drawing the tree fails at it, so that a look at the tree must not pass it over. */
  @Test
  void aFolderThatIsNamedLikeAMeshIsNamed() throws IOException {
    Path train = Files.createDirectories(folder.resolve("bed/train"));
    Files.writeString(train.resolve("bed_0001.off"), "OFF 3 1 0\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n");
    Path named = Files.createDirectory(train.resolve("bed_0002.off"));
    String views = folder.resolve("views").toString();

    CommandRun survey = CommandRun.of("data", "modelnet", folder.toString());
    CommandRun drawing = CommandRun.of("data", "render", folder.toString(), "--out", views);

    assertThat(survey.code()).isEqualTo(1);
    assertThat(survey.out())
        .contains(named + ": no regular file; expected an OFF file\n")
        .endsWith("1 broken or left out\n");
    assertThat(drawing.code()).isEqualTo(1);
    assertThat(drawing.err()).contains(named + ": no regular file; expected an OFF file\n");
  }

  @Test
  void aFolderThatIsMissingOrHoldsSomethingElseIsRefused() throws IOException {
    String missing = folder.resolve("missing").toString();
    CommandRun run = CommandRun.of("data", "modelnet", missing);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "evenkeel: " + missing + ": no such folder; expected a folder <class>/{train,test}/\n");
    Files.writeString(Files.createDirectories(folder.resolve("bed/train")).resolve("a.txt"), "");
    CommandRun foreign = CommandRun.of("data", "modelnet", folder.toString());
    assertThat(foreign.code()).isEqualTo(2);
    assertThat(foreign.err()).startsWith("evenkeel: " + folder + ": ").contains("rendered view");
    assertThat(CommandRun.of("data", "modelnet", folder.toString(), "--jobs", "0").code())
        .isEqualTo(2);
  }
}
