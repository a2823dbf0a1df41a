package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin with weights of a file; here those of another run. */
class PretrainedRunsTest {
  private static final String SMALL =
      """
      epochs: 1
      batch_size: 32
      threads: 1
      data: {train_samples: 32, validation_samples: 50, test_samples: 50, modalities: [color]}
      model: {encoder: resnet18, width: 2, fusion: {after: [layer4]}%s}
      """;

  @TempDir Path folder;

  @Test
  void weightsBesideTheRecipeAreTakenAndTheirDigestIsKept() throws IOException {
    Path drawn = Files.writeString(folder.resolve("drawn.yaml"), SMALL.formatted(""));
    Path begun =
        Files.writeString(
            folder.resolve("begun.yaml"), SMALL.formatted(", pretrained: first/best.safetensors"));
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    CommandRun.of("train", drawn.toString(), "--out", first.toString());
    CommandRun run = CommandRun.of("train", begun.toString(), "--out", second.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("without use are encoders.color.fc.weight");
    Path weights = first.resolve("best.safetensors");
    assertThat(
            new ObjectMapper()
                .readTree(second.resolve("provenance.json").toFile())
                .path("pretrained_sha256")
                .asText())
        .isEqualTo(new Sha256().add(weights).hexadecimal());
    assertThat(second.resolve("recipe.yaml")).content().contains("pretrained: " + weights);
  }

  @Test
  void encodersWithoutSuchWeightsAreRefused() throws IOException {
    Path recipe = Files.writeString(folder.resolve("r.yaml"), "model: {pretrained: w.pt}\n");

    CommandRun run =
        CommandRun.of("train", recipe.toString(), "--out", folder.resolve("run").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("model.pretrained").contains("encoder resnet18").hasLineCount(1);
  }
}
