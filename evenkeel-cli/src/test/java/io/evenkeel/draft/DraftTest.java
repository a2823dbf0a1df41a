package io.evenkeel.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.draft.LabelledFolder.Naming;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.InputSpec.Kind;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.TableSpec.TaskKind;
import io.evenkeel.run.Seed;
import io.evenkeel.runs.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
  private static final Naming FOLDERS = new Naming(Optional.empty(), Optional.empty());

  @TempDir Path folder;

  private Draft draft(String csv) throws IOException {
    Path manifest = Files.writeString(folder.resolve("my samples.csv"), csv);
    return Draft.of(manifest, folder, FOLDERS);
  }

  /** The recipe that a draft is, as training would read it. */
  private Recipe read(Draft draft) throws IOException {
    return RecipeFile.read(
        Files.writeString(folder.resolve("recipe.yaml"), draft.recipe()), List.of());
  }

  @Test
  void columnsAreGuessedByTheirNamesAndCells() throws IOException {
    Draft draft =
        draft(
            """
            id,Photo,clip,Age,city,embed,words,label,Split,patient,weight
            1,a.png,a.wav,3,rome,1;2;3,5 7,yes,train,p1,1
            2,b.png,b.wav,4,rome,1;2;4,5 7 9,no,train,p1,2
            3,c.png,,5,oslo,1;2;5,3,yes,val,p2,1
            4,d.png,d.wav,6,oslo,1;2;6,3 4,no,test,p3,1
            """);
    DataSpec data = read(draft).data();
    assertThat(data.manifest().orElseThrow()).endsWith("my samples.csv");
    assertThat(data.modalities()).containsExactly("photo", "clip", "embed", "words", "table");
    assertThat(data.inputs().values().stream().map(input -> input.kind().orElseThrow()))
        .containsExactly(Kind.IMAGE, Kind.AUDIO, Kind.VECTOR, Kind.TEXT, Kind.TABULAR);
    assertThat(data.inputs().get("photo").column()).contains("Photo");
    assertThat(data.inputs().get("table").numeric()).containsExactly("Age");
    assertThat(data.inputs().get("table").categorical()).containsExactly("city");
    assertThat(data.table().split()).contains("Split");
    assertThat(data.table().group()).contains("patient");
    assertThat(data.table().weight()).contains("weight");
    assertThat(data.table().label()).isEqualTo("label");
    assertThat(data.table().task()).isEqualTo(TaskKind.CLASSES);
    assertThat(draft.recipe()).contains("# not used: id", "missing in 1 of 4 rows");
  }

  @Test
  void labelsThatAreListsAreManyAndNumbersAreQuantities() throws IOException {
    assertThat(read(draft("x,tags\n1.5,a;b\n2.5,b\n3.5,\n")).data().table().task())
        .isEqualTo(TaskKind.MULTI_LABEL);
    DataSpec regression = read(draft("x,target\n1.5,0.25\n2.5,0.5\n3.5,1\n")).data();
    assertThat(regression.table().task()).isEqualTo(TaskKind.REGRESSION);
    assertThat(regression.table().label()).isEqualTo("target");
    DataSpec last = read(draft("x,pet,price\n1.5,a,0.25\n2.5,b,0.5\n3.5,a,1\n4,b,2\n")).data();
    assertThat(last.table().label()).isEqualTo("price");
  }

  @Test
  void aManifestWithoutALabelOrAModalityIsRefused() {
    assertThatThrownBy(() -> draft("x\na.png\nb.png\nc.png\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no column called label");
    assertThatThrownBy(() -> draft("id,label\n1,a\n2,b\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no column that can be a modality");
  }

  @Test
  void namesThatYamlWouldMisreadAreQuoted() throws IOException {
    DataSpec data = read(draft("x: y,no,label\n0.5,1.5,a\n1.5,2.5,b\n2.5,3.5,a\n3.5,1,b\n")).data();
    assertThat(data.inputs().get("table").numeric()).containsExactly("x: y", "no");
  }

  @Test
  void aFolderOfClassesBecomesAManifestOfItsFiles() throws IOException {
    for (String path : List.of("cat/a, b.wav", "cat/c.wav", "dog/d.wav", "dog/note.txt")) {
      Path file = folder.resolve("sounds").resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "no sound");
    }
    Draft draft = Draft.of(folder.resolve("sounds"), folder, FOLDERS);
    assertThat(draft.manifest().orElseThrow())
        .isEqualTo("sound,label\n\"cat/a, b.wav\",cat\ncat/c.wav,cat\ndog/d.wav,dog\n");
    assertThat(draft.told()).contains("3 files of 2 classes", "1 other");
    DataSpec data = read(draft).data();
    assertThat(data.directory()).contains(folder.resolve("sounds").toString());
    assertThat(data.inputs().get("sound").kind()).contains(Kind.AUDIO);
    assertThat(draft.recipe()).contains("cannot be read");
  }

  @Test
  void foldersOfSplitsAreTheSplits() throws IOException {
    for (String path : List.of("train/cat/a.png", "train/dog/b.png", "test/cat/c.png")) {
      Path file = folder.resolve("images").resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "no image");
    }
    Draft draft = Draft.of(folder.resolve("images"), folder, FOLDERS);
    assertThat(draft.manifest().orElseThrow())
        .contains("image,label,split\n", "test/cat/c.png,cat,test\n");
    assertThat(read(draft).data().table().split()).contains("split");
  }

  @Test
  void classesAndGroupsCanBeInTheNamesOfFiles() throws IOException {
    for (String name : List.of("3_ann_0.wav", "3_bob_0.wav", "4_ann_0.wav")) {
      Files.writeString(folder.resolve(name), "no sound");
    }
    Naming names =
        new Naming(
            Optional.of(FilePattern.of("--class-of", "^(\\d)_")),
            Optional.of(FilePattern.of("--group-of", "_(.+)_")));
    assertThat(Draft.of(folder, folder, names).manifest().orElseThrow())
        .isEqualTo("sound,label,group\n3_ann_0.wav,3,ann\n3_bob_0.wav,3,bob\n4_ann_0.wav,4,ann\n");
  }

  @Test
  void aFolderIsNotTwoModalities() {
    LabelledFile file = new LabelledFile("cat/1.png", "cat", Optional.empty(), Optional.empty());
    Map<String, LabelledFolder> twice = new LinkedHashMap<>();
    twice.put("one", new LabelledFolder(folder, Kind.IMAGE, List.of(file), 0));
    twice.put(
        "other",
        new LabelledFolder(
            folder.resolve("../" + folder.getFileName()), Kind.IMAGE, List.of(file), 0));
    assertThatThrownBy(() -> Draft.ofPairs(twice, folder, new Pairing(0.1, 0.2, 1, new Seed(1))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("modality other", "cat/1.png", "of one, too");
  }

  @Test
  void theStepsThatARecipeTellsAreThoseOfItsEpochs() throws IOException {
    // 50 rows, 35 of them to train on: one batch of 32, 60 epochs.
    String csv = "x,label\n" + "1,a\n2,b\n".repeat(25);
    assertThat(draft(csv).recipe()).contains("epochs: 60   # about 60 steps in all");
  }

  @Test
  void batchesOfVideosAreSmall() throws IOException {
    Recipe recipe = read(draft("film,x,label\na.mp4,1,yes\nb.mp4,2,no\n"));

    assertThat(recipe.data().inputs().get("film").kind()).contains(Kind.VIDEO);
    assertThat(recipe.batchSize()).isEqualTo(16);
    assertThat(recipe.evaluationBatchSize()).isEqualTo(32);
    assertThat(read(draft("x,label\n1,yes\n2,no\n")).evaluationBatchSize())
        .isEqualTo(Recipe.defaults().evaluationBatchSize());
  }

  @Test
  void aPatternHasOnePartInBrackets() {
    assertThatThrownBy(() -> FilePattern.of("--class-of", "^\\d_"))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> FilePattern.of("--class-of", "(a"))
        .isInstanceOf(BadInputException.class);
  }
}
