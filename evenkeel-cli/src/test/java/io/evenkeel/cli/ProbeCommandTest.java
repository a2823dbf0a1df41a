package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code diagnose --probe} says, writes and has drawn of one small run. */
class ProbeCommandTest {
  @TempDir static Path folder;
  private static Path run = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    run = trained("run", "[gray, color]");
  }

  private static Path trained(String name, String modalities) throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            epochs: 1
            batch_size: 32
            threads: 1
            data: {modalities: %s, train_samples: 96, validation_samples: 20, test_samples: 60}
            """
                .formatted(modalities));
    Path out = folder.resolve(name);
    CommandRun training = CommandRun.of("train", recipe.toString(), "--out", out.toString());
    assertThat(training.code()).as(training.err()).isZero();
    return out;
  }

  private static CommandRun diagnose(Path of, String... options) {
    return CommandRun.of(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("diagnose", of.toString(), "--bootstrap", "100"),
                java.util.stream.Stream.of(options))
            .toArray(String[]::new));
  }

  private static JsonNode diagnosis(Path of) throws IOException {
    return new ObjectMapper().readTree(of.resolve("diagnosis.json").toFile());
  }

  @Test
  void everyProbeIsPrintedWrittenAndDrawn() throws IOException {
    CommandRun asked = diagnose(run, "--split", "test", "--probe", "all");

    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(asked.out())
        .contains(
            "shapley on test",
            "perceptual on test",
            "missing on test",
            "noise on test",
            "pairwise on test",
            "gradients on train, 3 batches");
    assertThat(asked.err()).contains("batches asked");
    JsonNode test = diagnosis(run).path("test");
    JsonNode probes = test.path("probes");
    assertThat(probes.properties()).hasSize(5);
    JsonNode shapley = probes.path("shapley");
    assertThat(shapley.path("reference").asText()).isEqualTo("train-mean");
    assertThat(shapley.path("all").asDouble()).isEqualTo(test.path("accuracy").asDouble());
    assertThat(shapley.at("/value/gray").asDouble() + shapley.at("/value/color").asDouble())
        .isCloseTo(shapley.path("all").asDouble() - shapley.path("none").asDouble(), within(1e-12));
    assertThat(probes.at("/pairwise/cur/gray/color")).isEqualTo(test.at("/cur/gray"));
    assertThat(probes.at("/missing/accuracy/gray")).hasSize(5);
    assertThat(probes.at("/noise/accuracy/color")).hasSize(6);
    assertThat(probes.at("/perceptual/permutations").asInt()).isEqualTo(5);
    assertThat(diagnosis(run).at("/train/probes/gradients/cosines/gray")).hasSize(3);

    diagnose(run, "--split", "test", "--probe", "shapley", "--reference", "zero");

    JsonNode later = diagnosis(run).at("/test/probes");
    assertThat(later.at("/shapley/reference").asText()).isEqualTo("zero");
    assertThat(later.path("noise")).isEqualTo(probes.path("noise"));
    Path page = folder.resolve("page.html");
    assertThat(CommandRun.of("report", run.toString(), "--out", page.toString()).code()).isZero();
    assertThat(Files.readString(page))
        .contains(
            "What each modality is worth",
            "<title>Shapley values on test</title>",
            "<title>Perceptual scores on test</title>",
            "<title>Missing modalities of run on test</title>",
            "<title>Noise of run on test</title>",
            "<title>pairwise utilization of run on test</title>",
            "<title>Gradient conflict on train</title>",
            "run, absent: zero");
  }

  @ParameterizedTest
  @CsvSource({"--probe, shaply, shapley", "--reference, mean, train-mean"})
  void whatIsNoProbeAndNoReferenceIsRefused(String option, String value, String expected) {
    CommandRun refused = diagnose(run, option, value);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.complaints()).singleElement().asString().contains(option, value, expected);
  }

  @Test
  void aSingleModalityHasWhatNeedsNoOther() throws IOException {
    Path alone = trained("alone", "[gray]");

    CommandRun refused = diagnose(alone, "--probe", "pairwise");
    CommandRun asked = diagnose(alone, "--split", "test", "--probe", "all");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.complaints()).singleElement().asString().contains("several modalities");
    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(diagnosis(alone).at("/test/probes").properties().stream().map(e -> e.getKey()))
        .containsExactlyElementsOf(List.of("shapley", "perceptual", "missing", "noise"));
  }
}
