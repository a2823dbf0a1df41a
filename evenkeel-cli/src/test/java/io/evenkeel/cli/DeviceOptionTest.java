package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceOptionTest {
  @TempDir private Path folder;

  private CommandRun train(String device) throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), "seed: 1\n");
    return CommandRun.of(
        "train",
        recipe.toString(),
        "--device",
        device,
        "--set",
        "data.train_samples=64",
        "--set",
        "data.validation_samples=20",
        "--set",
        "data.test_samples=20",
        "--set",
        "epochs=1",
        "--out",
        folder.resolve("run").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cuda:", "cuda:-1", "cpu:0", "cuda:999"})
  void aDeviceThatIsNoneIsToldInOneLine(String device) throws IOException {
    CommandRun run = train(device);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).hasSize(1);
    assertThat(run.err()).contains("device").contains(device);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void theDeviceOfARunIsWrittenDown() throws IOException {
    CommandRun run = train("cpu");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("run/provenance.json")).content().contains("\"device\" : \"cpu\"");
    assertThat(folder.resolve("run/recipe.yaml")).content().contains("device: cpu");
  }
}
