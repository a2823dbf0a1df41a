package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.mnist.EmbeddedMnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as a user runs them, on a cut of the embedded MNIST. */
class EndToEndTest {
  static final List<String> FILES_OF_A_RUN =
      List.of(
          "recipe.yaml",
          "provenance.json",
          "inputs.json",
          "history.csv",
          "steps.csv",
          "timing.csv",
          "checkpoints",
          ".lock",
          "summary.json",
          "diagnosis.json",
          "best.safetensors",
          "report.html",
          "samples.png");

  @TempDir Path folder;
  private Path recipe = Path.of("");

  @BeforeEach
  void writeRecipe() throws IOException {
    recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            epochs: 2
            batch_size: 32
            threads: 2
            data: {train_samples: 320, validation_samples: 100, test_samples: 100}
            """);
  }

  private CommandRun train(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", recipe.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void aRunWritesTheFilesOfItsContract() throws IOException {
    Path out = folder.resolve("run");

    CommandRun run = train(out, "--seed", "7");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("d_util").contains("report: " + out.resolve("report.html"));
    assertThat(out.toFile().list()).containsExactlyInAnyOrderElementsOf(FILES_OF_A_RUN);
    List<String> steps = Files.readAllLines(out.resolve("steps.csv"));
    assertThat(steps.get(0)).isEqualTo("step,epoch,mode,modality,loss,d_speed,s_gray,s_color");
    assertThat(steps).hasSize(21);
    assertThat(steps.subList(1, 11)).allMatch(line -> line.contains(",1,regular,,"));
    assertThat(Files.readAllLines(out.resolve("history.csv"))).hasSize(3);
    JsonNode summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    assertThat(summary.path("strategy").asText()).isEqualTo("guided");
    assertThat(summary.path("seed").asLong()).isEqualTo(7);
    assertThat(summary.path("steps").asLong()).isEqualTo(20);
    assertThat(summary.path("cur_split").asText()).isEqualTo("test-matched");
    assertThat(summary.at("/test/accuracy").isNumber()).isTrue();
    assertThat(summary.at("/test/branch_accuracy/gray").isNumber()).isTrue();
    assertThat(summary.at("/test/isolated_accuracy/color").isNumber()).isTrue();
    assertThat(summary.at("/splits/test/d_util").isMissingNode()).isFalse();
    assertThat(summary.path("wait_share").asDouble(-1)).isBetween(0.0, 1.0);
    assertThat(summary.path("wait_share_after_first_epoch").asDouble(-1)).isBetween(0.0, 1.0);
    assertThat(run.out()).containsPattern("waiting for data: .* after the first epoch");
  }

  @Test
  void aBatchInMicroBatchesIsOneStep() throws IOException {
    Path out = folder.resolve("accumulated");

    CommandRun run = train(out, "--set", "accumulate=4");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readAllLines(out.resolve("steps.csv"))).hasSize(21);
    assertThat(Files.readString(out.resolve("recipe.yaml"))).contains("batch:\n  accumulate: 4\n");
  }

  @Test
  void theSameRecipeAndSeedGiveTheSameBytesAndAnotherSeedDoesNot() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path other = folder.resolve("other");
    train(first);
    train(second);
    train(other, "--seed", "2");

    for (String file : List.of("best.safetensors", "steps.csv")) {
      assertThat(Files.mismatch(first.resolve(file), second.resolve(file))).as(file).isEqualTo(-1);
      assertThat(Files.mismatch(first.resolve(file), other.resolve(file)))
          .as(file)
          .isNotEqualTo(-1);
    }
  }

  @Test
  void aUnimodalRunHasNoUtilization() throws IOException {
    Path out = folder.resolve("gray");

    CommandRun run = train(out, "--set", "modalities=[gray]");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    assertThat(summary.path("strategy").asText()).isEqualTo("unimodal");
    assertThat(summary.path("d_util").isNull()).isTrue();
    assertThat(summary.path("d_speed").isNull()).isTrue();
    assertThat(Files.readString(out.resolve("steps.csv"))).doesNotContain("rebalance");
  }

  @Test
  void divergenceEndsWithCodeOneAndOneLine() {
    CommandRun run = train(folder.resolve("nan"), "--set", "learning_rate=1e9");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.complaints()).hasSize(1);
    assertThat(run.complaints().get(0)).contains("loss").contains("learning_rate");
    assertThat(folder.resolve("nan/summary.json")).doesNotExist();
    assertThat(folder.resolve("nan/best.safetensors")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpha=-1",
        "alfa=1",
        "accumulate=33",
        "window=many",
        "data.directory=absent",
        "train_samples=60000",
        "modalities=[gray, sound]",
        "after=[layer4]",
        "after=[conv4, conv3]",
        "fusion.ratio=1000",
        "threads=100000",
        "strategy.name=",
        "data.source=~",
        "no-equals-sign"
      })
  void badSettingsEndWithCodeTwoAndOneLineAndNothingWritten(String setting) {
    Path out = folder.resolve("out");

    CommandRun run = train(out, "--set", setting);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).hasSize(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.complaints().get(0)).contains("expected");
    assertThat(out).doesNotExist();
  }

  @Test
  void aTruncatedGzipIsNamed() throws IOException {
    Path digits = MnistFolder.in(folder);
    Path images = digits.resolve(EmbeddedMnist.TEST_IMAGES.fileName());
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, java.util.Arrays.copyOf(whole, whole.length / 2));
    Path out = folder.resolve("out");

    CommandRun run = train(out, "--set", "data.directory=" + digits);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("t10k-images-idx3-ubyte.gz");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefusedBeforeTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    CommandRun run = train(file.resolve("run"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("cannot be written");
    assertThat(run.err()).doesNotContain("epoch");
  }

  @Test
  void aRunIsNotOverwrittenUnasked() throws IOException {
    Path out = folder.resolve("run");
    train(out);
    byte[] before = Files.readAllBytes(out.resolve("summary.json"));

    CommandRun again = train(out);
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("has finished already");
    CommandRun other = train(out, "--seed", "4");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.complaints()).singleElement().asString().contains("seed: 1 there, 4 here");
    assertThat(Files.readAllBytes(out.resolve("summary.json"))).isEqualTo(before);
    assertThat(train(out, "--overwrite", "--seed", "4").code()).isZero();
    assertThat(Files.readAllBytes(out.resolve("summary.json"))).isNotEqualTo(before);
  }

  @Test
  void weightsThatAreDamagedAreNamed() throws IOException {
    Path out = folder.resolve("run");
    train(out);
    Path weights = out.resolve("best.safetensors");
    Files.write(weights, java.util.Arrays.copyOf(Files.readAllBytes(weights), 5000));

    CommandRun run = CommandRun.of("diagnose", out.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("best.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"diagnose", "report"})
  void aFolderWithoutARunIsRefused(String command) {
    CommandRun run = CommandRun.of(command, folder.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("recipe.yaml");
  }

  @Test
  void previewDrawsAContactSheet() throws IOException {
    Path png = folder.resolve("sheet.png");

    CommandRun run =
        CommandRun.of(
            "data", "preview", "--split", "test", "--samples", "8", "--out", png.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(200);
    assertThat(CommandRun.of("data", "preview", "--split", "exam", "--out", png.toString()).err())
        .contains("exam")
        .contains("test-matched");
  }

  @Test
  void unknownCommandsAndOptionsAreUsageErrors() {
    assertThat(CommandRun.of("trian").code()).isEqualTo(2);
    assertThat(CommandRun.of("train", "--oops").code()).isEqualTo(2);
    assertThat(CommandRun.of("train", recipe.toString()).err()).contains("--out");
    assertThat(CommandRun.of("--version").out()).startsWith("evenkeel 0");
    assertThat(CommandRun.of("train", "--help").out()).contains("--set");
  }
}
