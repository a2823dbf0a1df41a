package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Training on a tree of rendered views, and what an image that breaks does to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewRunsTest {
  private Path folder = Path.of("");
  private Path recipe = Path.of("");
  private Path whole = Path.of("");
  private ViewTreeFiles tree = new ViewTreeFiles(Path.of(""), 0, 0, 0);

  @BeforeAll
  void trainToTheEnd(@TempDir Path temporary) throws IOException {
    folder = temporary;
    tree = new ViewTreeFiles(folder.resolve("views"), 12, 4, 3).write();
    recipe =
        Files.writeString(
            folder.resolve("views.yaml"),
            """
            epochs: 2
            batch_size: 4
            threads: 1
            data:
              source: modelnet40
              directory: views
              modalities: [front, rear]
              validation_samples: 4
              normalization: imagenet
              views: {numbers: [0, 2], size: 16}
            """);
    whole = folder.resolve("whole");
    CommandRun run = train(whole);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private CommandRun train(Path out, String... settings) {
    List<String> arguments =
        new ArrayList<>(List.of("train", recipe.toString(), "--out", out.toString()));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void everyPartOfARunKnowsItsModalitiesAndSplits() throws IOException {
    assertThat(Files.readString(whole.resolve("steps.csv"))).contains("s_front,s_rear");
    assertThat(Files.readString(whole.resolve("summary.json")))
        .contains("\"cur_split\"", "\"test\"", "\"front\"", "\"rear\"");
    CommandRun diagnosis = CommandRun.of("diagnose", whole.toString());
    assertThat(diagnosis.code()).as(diagnosis.err()).isZero();
    assertThat(diagnosis.out()).contains("validation");
    assertThat(Files.readString(whole.resolve("diagnosis.json")))
        .contains("\"name\" : \"night_stand\"");
    assertThat(diagnosis.out()).contains("night_stand  ");
  }

  @Test
  void aCacheChangesNoResultAndIsNoDifference() throws IOException {
    Path cached = folder.resolve("cached");
    CommandRun run = train(cached, "data.views.cache=true");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("decoding view 0 of 24 models, once, into");
    assertThat(folder.resolve("views.cache/test-view2-16.u8")).exists();
    assertSameWeights(cached);
    CommandRun again = train(cached);
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("has finished already");
    CommandRun elsewhere =
        train(
            folder.resolve("elsewhere"),
            "data.views.cache=true",
            "data.views.cache_folder=" + folder.resolve("kept"));
    assertThat(elsewhere.code()).as(elsewhere.err()).isZero();
    assertThat(folder.resolve("kept/views/train-view0-16.u8")).exists();
  }

  @Test
  void mirroringReachesTraining() throws IOException {
    Path still = folder.resolve("still");
    assertThat(train(still, "flip=false").code()).isZero();
    assertThat(Files.readString(still.resolve("steps.csv")))
        .isNotEqualTo(Files.readString(whole.resolve("steps.csv")));
  }

  @Test
  void anImageThatBreaksIsNamedAndTheRunGoesOnOnceItIsMended() throws IOException {
    Path image = tree.view("bed", 7, 0);
    byte[] intact = Files.readAllBytes(image);
    Path out = folder.resolve("broken");
    // Of the same length, so that nothing but reading it can tell.
    Files.write(image, new byte[intact.length]);
    CommandRun failed;
    try {
      failed = train(out);
    } finally {
      Files.write(image, intact);
    }
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.complaints()).hasSize(1);
    assertThat(failed.complaints().get(0)).startsWith("evenkeel: " + image + ": begins with 00");
    CommandRun resumed = train(out);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).containsPattern("going on after step [1-9]");
    assertSameWeights(out);
  }

  private void assertSameWeights(Path run) throws IOException {
    assertThat(Files.readAllBytes(run.resolve("best.safetensors")))
        .isEqualTo(Files.readAllBytes(whole.resolve("best.safetensors")));
    assertThat(Files.readString(run.resolve("steps.csv")))
        .isEqualTo(Files.readString(whole.resolve("steps.csv")));
  }
}
