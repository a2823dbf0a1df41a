package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelNetCommandTest {
  @TempDir private Path folder;

  @Test
  void aWholeTreeIsCountedByClassAndSplit() throws IOException {
    writeViews();
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
    writeViews();
    Path empty = view("bed", "train", 0, 1);
    Path text = view("bed", "test", 2, 0);
    Path lacking = view("night_stand", "train", 1, 0);
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

  /** Two classes, two models to train on and one to test on, two views each, 8 × 8 pixels. */
  private void writeViews() throws IOException {
    for (String name : new String[] {"bed", "night_stand"}) {
      for (int model = 0; model < 3; model++) {
        for (int number = 0; number < 2; number++) {
          Path file = view(name, model < 2 ? "train" : "test", model, number);
          Files.createDirectories(file.getParent());
          BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
          image.setRGB(model, number, 0xffffff);
          ImageIO.write(image, "png", file.toFile());
        }
      }
    }
  }

  private Path view(String name, String split, int model, int number) {
    String file = "%s_%04d.obj_whiteshaded_v%04d.png".formatted(name, model, number);
    return folder.resolve(name).resolve(split).resolve(file);
  }
}
