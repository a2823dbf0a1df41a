package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardOptionTest {
  @TempDir Path folder;

  private CommandRun train(String... more) throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            epochs: 1
            batch_size: 32
            threads: 1
            data: {train_samples: 96, validation_samples: 50, test_samples: 50}
            """);
    List<String> arguments =
        new ArrayList<>(List.of("train", recipe.toString(), "--out", out().toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("run");
  }

  @Test
  void eventFilesAreWrittenWhenAskedForAndGoWithTheRunThatIsReplaced() throws IOException {
    CommandRun run = train("--tensorboard");
    assertThat(run.code()).as(run.err()).isZero();
    Path events = out().resolve("tensorboard");
    assertThat(events.toFile().list())
        .singleElement()
        .asString()
        .startsWith("events.out.tfevents.")
        .endsWith(".evenkeel");
    try (var files = Files.list(events)) {
      assertThat(Files.size(files.findFirst().orElseThrow())).isGreaterThan(3 * 100);
    }

    assertThat(train("--overwrite").code()).isZero();

    assertThat(events).doesNotExist();
  }
}
