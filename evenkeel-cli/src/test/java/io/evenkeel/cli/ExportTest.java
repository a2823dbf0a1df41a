package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code export} writes of one small run. */
class ExportTest {
  @TempDir static Path folder;
  private static Path run = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            epochs: 1
            batch_size: 32
            threads: 1
            model: {width: 4}
            data: {train_samples: 64, validation_samples: 50, test_samples: 50}
            """);
    run = folder.resolve("run");
    CommandRun.of("train", recipe.toString(), "--out", run.toString());
  }

  @Test
  void writesTheTensorsOfTheBestEpochWithTheRecipe() {
    CommandRun export = CommandRun.of("export", run.toString(), "--format", "safetensors");

    assertThat(export.code()).isZero();
    var content = Safetensors.readContent(run.resolve("export.safetensors"));
    assertThat(content.metadata())
        .containsEntry("modalities", "gray,color")
        .hasEntrySatisfying("recipe", recipe -> assertThat(recipe).contains("train_samples: 64"));
    assertThat(content.tensors())
        .usingRecursiveComparison()
        .isEqualTo(Safetensors.read(run.resolve("best.safetensors")));
  }

  @Test
  void writesAModuleWhereverItIsToldTo() {
    Path out = folder.resolve("module.pt");

    CommandRun export =
        CommandRun.of("export", run.toString(), "--format", "torchscript", "--out", out.toString());

    assertThat(export.code()).isZero();
    try (Scope scope = Scope.open()) {
      assertThat(ScriptModule.load(out).tensors()).containsKey("encoders.gray.conv1.weight");
    }
  }

  @Test
  void refusesUnknownFormatsTheRunsOwnFilesAndFoldersWithoutARun() {
    Path own = run.resolve("best.safetensors");
    assertThat(CommandRun.of("export", run.toString(), "--format", "onnx").code()).isEqualTo(2);
    assertThat(CommandRun.of("export", folder.toString(), "--format", "torchscript").code())
        .isEqualTo(2);
    CommandRun over =
        CommandRun.of("export", run.toString(), "--format", "safetensors", "--out", own.toString());
    assertThat(over.code()).isEqualTo(2);
    assertThat(over.err()).contains("the run's own").hasLineCount(1);
  }
}
