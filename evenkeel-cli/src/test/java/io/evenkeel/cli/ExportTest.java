package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.PredictionRule;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import io.evenkeel.torch.Tensor;
import io.evenkeel.train.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void writesThePredictionOfTheMethod() {
    Path mla = folder.resolve("mla");
    CommandRun.of(
        "train",
        folder.resolve("small.yaml").toString(),
        "--set",
        "strategy.name=mla",
        "--set",
        "model.fusion.kind=none",
        "--out",
        mla.toString());

    CommandRun.of("export", mla.toString(), "--format", "safetensors");
    CommandRun.of("export", mla.toString(), "--format", "torchscript");

    assertThat(Safetensors.readContent(mla.resolve("export.safetensors")).metadata())
        .containsEntry("prediction", PredictionRule.BY_CERTAINTY.words());
    try (Scope scope = Scope.open()) {
      // Far from what it has seen, so that branches are certain of something.
      List<Tensor> inputs = List.of(stripes(1).times(100), stripes(3).times(-100));
      List<Tensor> outputs = ScriptModule.load(mla.resolve("export.pt")).forward(inputs);
      var logits =
          new PerModality<>(
              List.of(new Modality("gray"), new Modality("color")), outputs.subList(1, 3));
      double[] weighted = Loss.prediction(PredictionRule.BY_CERTAINTY.heard(logits)).toDoubles();

      assertThat(outputs.get(0).toDoubles()).containsExactly(weighted, within(1e-5));
      assertThat(weighted[0]).isNotCloseTo(Loss.prediction(logits).toDoubles()[0], within(1e-3));
    }
  }

  private static Tensor stripes(int channels) {
    float[] values = new float[channels * 28 * 28];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3;
    }
    return Tensor.of(values, 1, channels, 28, 28);
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
