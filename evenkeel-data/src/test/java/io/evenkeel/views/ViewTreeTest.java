package io.evenkeel.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTreeTest {
  @TempDir private Path folder;

  @Test
  void classesModelsAndViewsComeInTheOrderOfTheirNames() {
    ViewTree tree = ViewTree.read(ViewTrees.write(folder, 2, 1, 3));
    assertThat(tree.classes()).containsExactly("bed", "night_stand");
    assertThat(tree.viewsPerModel()).isEqualTo(3);
    assertThat(tree.train().stream().map(ViewModel::name))
        .containsExactly("bed_0000", "bed_0001", "night_stand_0000", "night_stand_0001");
    assertThat(tree.test().stream().map(ViewModel::label)).containsExactly(0, 1);
    assertThat(tree.train().get(2).relativeName(1))
        .isEqualTo("night_stand/train/night_stand_0000.obj.shaded_v002.png");
    assertThat(tree.train().get(2).file(1)).exists();
    assertThat(tree.train().get(2).views().get(1).bytes()).isPositive();
    assertThat(tree.leftOut()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "airplane_0001.obj.shaded_v012.png,          airplane_0001,    12",
    "airplane_0001.obj_whiteshaded_v0000.png,    airplane_0001,    0",
    "night_stand_0200.obj_whiteshaded_v0011.PNG, night_stand_0200, 11",
    "flower_pot_0001.off_v9.png,                 flower_pot_0001,  9",
    "chair.obj7.png,                             chair,            7"
  })
  void bothNamingVariantsAreUnderstood(String file, String model, int number) {
    ViewName name = ViewName.of(new NamedFile(file, 1)).orElseThrow();
    assertThat(name.model()).isEqualTo(model);
    assertThat(name.number()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"sheet.png", "airplane_0001.obj_v.png", ".obj_v1.png", "a.obj_v12345678901.png"})
  void otherNamesAreNone(String file) {
    Optional<ViewName> name = ViewName.of(new NamedFile(file, 1));
    assertThat(name.filter(n -> n.number() >= 0 && n.model().isEmpty())).isEmpty();
    assertThat(name).isEmpty();
  }

  @Test
  void viewsAreSortedByTheirNumberWhetherItHasZerosOrNot() throws IOException {
    for (int view : List.of(10, 9, 1, 11)) {
      ViewTrees.write(folder.resolve("bed/train/bed_0001.obj_v" + view + ".png"), view);
    }
    ViewModel model = ViewTree.read(folder).train().get(0);
    assertThat(model.views().stream().map(NamedFile::name))
        .containsExactly(
            "bed_0001.obj_v1.png",
            "bed_0001.obj_v9.png",
            "bed_0001.obj_v10.png",
            "bed_0001.obj_v11.png");
  }

  @Test
  void aModelThatLacksAViewIsLeftOutByNameAndTheOthersStay() throws IOException {
    ViewTrees.write(folder, 3, 1, 4);
    Files.delete(folder.resolve("bed/train/bed_0001.obj.shaded_v002.png"));
    ViewTrees.write(folder.resolve("bed/train/sheet.png"), 1);
    ViewTrees.write(folder.resolve("bed/train/.hidden.png"), 1);
    Files.createDirectories(folder.resolve("notes"));
    ViewTree tree = ViewTree.read(folder);
    assertThat(tree.train()).hasSize(5);
    assertThat(tree.leftOut()).hasSize(1);
    assertThat(tree.leftOut().get(0).model().path()).isEqualTo("bed/train/bed_0001");
    assertThat(tree.leftOut().get(0).reason()).isEqualTo("3 views where most models have 4");
    assertThat(tree.foreign()).containsExactly("bed/train/sheet.png");
  }

  @Test
  void aFolderThatIsMissingOrHoldsNoViewIsRefused() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ViewTree.read(missing))
        .withMessageStartingWith(missing + ": no such folder; expected");
    Files.createDirectories(folder.resolve("bed/train"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ViewTree.read(folder))
        .withMessageStartingWith(folder + ": no rendered view");
  }

  @Test
  void realViewsAreRead() {
    Path samples = Path.of(String.valueOf(System.getenv("EVENKEEL_SAMPLES")), "mvcnn-views");
    assumeTrue(
        Files.isDirectory(samples),
        "skipped: EVENKEEL_SAMPLES names no folder with mvcnn-views, a tree of rendered views");
    ViewTree tree = ViewTree.read(samples);
    assertThat(tree.viewsPerModel()).isEqualTo(12);
    assertThat(tree.leftOut()).isEmpty();
    for (ViewModel model : tree.train()) {
      for (int number = 0; number < 12; number++) {
        assertThat(PngReader.read(model.file(number)).width()).isEqualTo(224);
      }
    }
  }
}
