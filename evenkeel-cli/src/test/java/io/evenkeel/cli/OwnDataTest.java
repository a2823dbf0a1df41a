package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From folders to a trained network, and what is said where that cannot be. */
class OwnDataTest {
  @TempDir static Path folder;

  @BeforeAll
  static void makeFiles() {
    run(0, "data", "synthesize", "digits", "--out", at("digits"), "--samples", "100");
    run(
        0,
        "data",
        "synthesize",
        "speech",
        "--out",
        at("speech"),
        "--speakers",
        "4",
        "--takes",
        "2");
    run(
        0,
        "init",
        "--pair",
        "image=" + at("digits"),
        "--pair",
        "sound=" + at("speech"),
        "--group-of",
        "sound=^(speaker\\d+)_",
        "--out",
        at("pairs"));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun run(int code, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    return run;
  }

  @Test
  void pairsOfFoldersTrainAtOnce() throws IOException {
    String out = run(0, "check", at("pairs/recipe.yaml"), "--json", at("check.json")).out();
    assertThat(out).contains("everything can be read");
    assertThat(new ObjectMapper().readTree(folder.resolve("check.json").toFile()).at("/whole"))
        .hasToString("true");
    run(
        0,
        "train",
        at("pairs/recipe.yaml"),
        "--set",
        "epochs=1",
        "--set",
        "threads=1",
        "--out",
        at("run"));
    assertThat(folder.resolve("run/report.html")).exists();
    assertThat(Files.readString(folder.resolve("run/summary.json"))).contains("\"sound\"");
  }

  @Test
  void whatIsBrokenIsToldWithItsLineAndTheRestIsLookedAt() throws IOException {
    Path set = Files.createDirectory(folder.resolve("set"));
    List<Path> images;
    try (Stream<Path> walk = Files.walk(folder.resolve("digits"))) {
      images = walk.filter(p -> p.toString().endsWith(".png")).sorted().limit(6).toList();
    }
    StringBuilder csv = new StringBuilder("image,same,label,split,who\n");
    String[] splits = {"train", "train", "train", "val", "test", "test"};
    for (int i = 0; i < 6; i++) {
      Files.copy(images.get(i), set.resolve(i + ".png"));
      csv.append("%d.png,7,%s,%s,p%d%n".formatted(i, i % 2 == 0 ? "a" : "b", splits[i], i % 4));
    }
    Files.write(set.resolve("1.png"), new byte[] {1, 2, 3});
    Files.copy(
        set.resolve("0.png"),
        set.resolve("5.png"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(set.resolve("m.csv"), csv.toString());
    Path recipe =
        Files.writeString(
            set.resolve("r.yaml"),
            """
            data:
              source: manifest
              manifest: m.csv
              modalities: [image, facts]
              table: {split: split, group: who}
              inputs:
                image: {kind: image, size: 28, channels: 1}
                facts: {kind: tabular, numeric: [same]}
            """);
    String out = run(1, "check", recipe.toString()).out();
    assertThat(out)
        .contains("m.csv, line 3, column image")
        .contains("group p0 in test, and in train")
        .contains("image: 1 of test in train, too", "line 7, which is like")
        .contains("facts never varies in train")
        .contains("1 broken, 2 groups in two splits");
    assertThat(out.lines().filter(line -> line.startsWith("train")))
        .first()
        .asString()
        .contains("2");
    // Training refuses the torn groups in one line.
    assertThat(run(2, "train", recipe.toString(), "--out", at("never")).err())
        .contains("group \"p0\"")
        .hasLineCount(1);
  }

  @Test
  void whatVariesInOneSampleAndOnePixelAloneIsNotSaidNeverToVary() throws IOException {
    Path set = Files.createDirectory(folder.resolve("dim"));
    StringBuilder csv = new StringBuilder("image,label,split\n");
    for (int i = 0; i < 6; i++) {
      BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setSample(0, 0, 0, i == 2 ? 200 : 0);
      ImageIO.write(image, "png", set.resolve(i + ".png").toFile());
      String split = i < 3 ? "train" : i == 3 ? "val" : "test";
      csv.append("%d.png,%s,%s%n".formatted(i, i % 2 == 0 ? "a" : "b", split));
    }
    Files.writeString(set.resolve("m.csv"), csv.toString());
    Path recipe =
        Files.writeString(
            set.resolve("r.yaml"),
            """
            data:
              source: manifest
              manifest: m.csv
              modalities: [image]
              table: {split: split}
              inputs:
                image: {kind: image, size: 64, channels: 1}
            """);
    assertThat(run(0, "check", recipe.toString()).out()).doesNotContain("never varies");
  }

  @Test
  void otherDataAreLookedAtToo() {
    String out =
        run(
                0,
                "check",
                at("pairs/recipe.yaml"),
                "--set",
                "data.source=xor",
                "--set",
                "data.modalities=[a, b]",
                "--set",
                "data.train_samples=100",
                "--set",
                "data.validation_samples=50",
                "--set",
                "data.test_samples=50")
            .out();
    assertThat(out).contains("validation", "50");
  }

  @Test
  void sensorsTrainFromTheirManifest() {
    run(
        0,
        "data",
        "synthesize",
        "sensors",
        "--out",
        at("sensors"),
        "--subjects",
        "4",
        "--takes",
        "2");
    run(0, "init", at("sensors"));
    run(
        0,
        "train",
        at("sensors/recipe.yaml"),
        "--set",
        "epochs=1",
        "--set",
        "model.width=8",
        "--set",
        "threads=1",
        "--out",
        at("sensors-run"));
  }

  @Test
  void whatIsThereIsNotReplacedUnasked() {
    assertThat(run(2, "init", at("digits"), "--out", at("pairs/recipe.yaml")).err())
        .contains("recipe.yaml: there already");
  }

  @ParameterizedTest
  @CsvSource({
    "image=other, image twice",
    "sound, MODALITY=DIR",
    "=digits, MODALITY=DIR",
    "sound=, MODALITY=DIR",
  })
  void eachModalityIsPairedFromOneFolder(String second, String said) {
    CommandRun run =
        run(2, "init", "--pair", "image=" + at("digits"), "--pair", second, "--out", at("never"));
    assertThat(run.err()).contains("--pair: ").contains(said).hasLineCount(1);
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void aFolderInPlaceOfTheManifestOfPairsIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path manifest = Files.createDirectories(folder.resolve("taken/samples.csv"));
    List<String> arguments =
        List.of(
            "init",
            "--overwrite",
            "--out",
            at("taken"),
            "--pair",
            "image=" + at("digits"),
            "--pair",
            "sound=" + at("speech"));

    assertThat(run(2, arguments.toArray(String[]::new)).err())
        .contains(manifest + ": a folder; expected the name of a file")
        .hasLineCount(1);
    assertThat(folder.resolve("taken/recipe.yaml")).doesNotExist();
  }

  @Test
  void ofAManifestThatIsNotThereOneIsToldBeforeWhatIsToBeReadFromIt() throws IOException {
    Path recipe = folder.resolve("bare.yaml");
    Files.writeString(recipe, "data: {source: manifest, manifest: none.csv, modalities: [x]}\n");
    for (String command : List.of("check", "train")) {
      List<String> arguments = new ArrayList<>(List.of(command, recipe.toString()));
      if (command.equals("train")) {
        arguments.addAll(List.of("--out", at("never")));
      }
      assertThat(run(2, arguments.toArray(String[]::new)).err())
          .contains("none.csv: no such file")
          .hasLineCount(1);
    }

    Files.writeString(folder.resolve("none.csv"), "x,label\n1,a\n2,b\n");
    assertThat(run(2, "check", recipe.toString()).err())
        .contains("data.inputs: nothing for modality x")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data.inputs.image.kind=null|data.inputs.image.kind",
        "data.inputs.image.kind=picture|audio, image",
        "data.inputs.image.size=4|≥ 8",
        "data.inputs.image.channels=2|1 for gray or 3 for RGB",
        "data.inputs.image.colum=x|nearest: data.inputs.image.column",
        "data.inputs.sound.length=0|≥ 1",
        "data.inputs.sound.mel.bands=0|≥ 1",
        "data.inputs.sound.mel.hop=-1|milliseconds",
        "data.inputs.sound.mel.rate=16000|16000",
        "data.inputs.image.column=nowhere|no column nowhere",
        "data.inputs.image.numeric=[label]|kind tabular",
        "data.inputs.image.file=x.npy|kind vector",
        "data.modalities=[image, image]|each modality once",
        "data.modalities=[image, smell]|nothing for modality smell",
        "data.manifest=null|data.manifest",
        "data.manifest=nowhere.csv|nowhere.csv",
        "data.directory=/|no file",
        "data.table.label=nowhere|no column nowhere",
        "data.table.split=label|train, validation",
        "data.table.group=nowhere|no column nowhere",
        "data.table.weight=split|a finite number",
        "data.table.validation=1|share",
        "data.table.targets=[label, split]|task regression",
        "data.table.class_weights=heavy|balanced",
        "data.table.paths=everywhere|anywhere",
      })
  void badKeysAreRefusedInOneLine(String setting, String said) {
    CommandRun run =
        run(2, "train", at("pairs/recipe.yaml"), "--set", setting, "--out", at("never"));
    assertThat(run.err()).contains(said).hasLineCount(1);
  }
}
