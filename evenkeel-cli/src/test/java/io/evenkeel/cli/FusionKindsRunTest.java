package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One key of a recipe chooses how the branches are fused. */
class FusionKindsRunTest {
  @TempDir Path folder;

  private CommandRun train(String kind, String strategy) throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            epochs: 1
            batch_size: 16
            threads: 1
            model: {width: 4}
            data: {train_samples: 96, validation_samples: 50, test_samples: 50}
            strategy: {alpha: 0, window: 1, start_epoch: 1}
            """);
    return CommandRun.of(
        "train",
        recipe.toString(),
        "--out",
        folder.resolve("run").toString(),
        "--set",
        "model.fusion.kind=" + kind,
        "--set",
        "strategy.name=" + strategy);
  }

  @ParameterizedTest
  @CsvSource({
    "film, guided", "concat, guided", "sum, guided", "gated, guided",
    "film, random", "concat, vanilla", "sum, random", "gated, vanilla"
  })
  void everyKindTrainsAndIsMeasured(String kind, String strategy) throws IOException {
    CommandRun run = train(kind, strategy);

    assertThat(run.code()).as(run.toString()).isZero();
    JsonNode summary =
        new ObjectMapper().readTree(folder.resolve("run").resolve("summary.json").toFile());
    assertThat(summary.toString()).contains("d_util").contains("d_speed");
    assertThat(folder.resolve("run").resolve("recipe.yaml")).content().contains("kind: " + kind);
    assertThat(CommandRun.of("diagnose", folder.resolve("run").toString()).code()).isZero();
  }

  @Test
  void anUnknownKindIsRefusedWithThoseThereAre() throws IOException {
    CommandRun run = train("attention", "guided");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.toString()).contains("model.fusion.kind").contains("mmtm").contains("gated");
  }
}
