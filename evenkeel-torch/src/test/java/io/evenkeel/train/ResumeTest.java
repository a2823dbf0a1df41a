package io.evenkeel.train;

import static io.evenkeel.train.SmallRuns.NEVER;
import static io.evenkeel.train.SmallRuns.STEPS_PER_EPOCH;
import static io.evenkeel.train.SmallRuns.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.data.DataSplits;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.BatchSpec;
import io.evenkeel.recipe.CheckpointSpec;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.ScheduleSpec;
import io.evenkeel.recipe.ScheduleSpec.Kind;
import io.evenkeel.recipe.StoppingSpec;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.run.Event;
import io.evenkeel.run.Seed;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.torch.Precision;
import io.evenkeel.train.SmallRuns.Recording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  private static final DataSplits SPLITS = SmallRuns.splits();
  private static final int EPOCHS = 4;
  private static final long STEPS = (long) EPOCHS * STEPS_PER_EPOCH;

  @TempDir Path folder;
  private final List<String> notices = new ArrayList<>();

  /**
   * A run in which everything that can change does: the rate falls, and the best is not the last.
   */
  private static Recipe recipe(StrategySpec.Name strategy) {
    return SmallRuns.recipe(
            EPOCHS, new ScheduleSpec(Kind.PLATEAU, 0.5, 1, 0, 0.2, 0), new StoppingSpec(0, 3))
        .withStrategy(new StrategySpec(strategy, 0, 3, 2))
        .withOptimizer(new OptimizerSpec(0.3, 0.9, 1e-4));
  }

  /** What a run came to, its times left out. */
  private record Trace(
      List<StepEvidence> steps, List<String> epochs, float[] weights, String result) {
    static Trace of(Recording recording, MultimodalNetwork network, TrainingResult result) {
      return new Trace(
          recording.steps(),
          recording.epochs().stream()
              .map(
                  r ->
                      List.of(
                              r.last(),
                              r.learningRate(),
                              r.trainLoss(),
                              r.trainAccuracy(),
                              r.rebalancingSteps(),
                              r.validation(),
                              r.speeds(),
                              r.best())
                          .toString())
              .toList(),
          state(network),
          result.bestEpoch() + " " + result.last() + result.bestValidation() + result.reason());
    }
  }

  private Trace train(
      Recipe recipe, CheckpointFolder checkpoints, Recording recording, BooleanSupplier stop) {
    Optional<Checkpoint> from = checkpoints.newest(c -> Optional.empty(), notices::add);
    try (MultimodalNetwork network = SmallRuns.network(SPLITS, recipe.model())) {
      TrainingResult result =
          Trainer.train(
              network,
              recipe,
              SPLITS,
              recording,
              stop,
              new Trainer.Checkpoints(from, Optional.of(checkpoints)));
      return Trace.of(recording, network, result);
    }
  }

  private static Trace uninterrupted(Recipe recipe) {
    Recording recording = new Recording();
    try (MultimodalNetwork network = SmallRuns.network(SPLITS, recipe.model())) {
      return Trace.of(recording, network, Trainer.train(network, recipe, SPLITS, recording, NEVER));
    }
  }

  private void assertSame(Trace actual, Trace expected) {
    assertThat(actual.steps()).isEqualTo(expected.steps());
    assertThat(actual.epochs()).isEqualTo(expected.epochs());
    assertThat(actual.weights()).containsExactly(expected.weights());
    assertThat(actual.result()).isEqualTo(expected.result());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aRunOfEveryKindOfFusionGoesOnToTheSameEnd(ModelSpec.Fusion.Kind kind) {
    ModelSpec mlp = ModelSpec.mlp();
    Recipe recipe =
        recipe(StrategySpec.Name.GUIDED)
            .withModel(mlp.withFusion(mlp.fusion().withKind(kind)))
            // Messages without a sigmoid diverge at the rate of the other tests.
            .withOptimizer(new OptimizerSpec(0.05, 0.9, 1e-4));
    CheckpointFolder checkpoints = new CheckpointFolder(folder);
    Recording recording = new Recording();
    train(recipe, checkpoints, recording, () -> recording.steps().size() >= STEPS / 2);
    Recording rest = new Recording();

    Trace resumed = train(recipe, checkpoints, rest, NEVER);

    Trace expected = uninterrupted(recipe);
    assertThat(rest.steps()).hasSizeLessThan(expected.steps().size()).isNotEmpty();
    assertThat(resumed.weights()).containsExactly(expected.weights());
    assertThat(resumed.result()).isEqualTo(expected.result());
  }

  @ParameterizedTest
  @EnumSource(names = {"VANILLA", "GUIDED", "RANDOM"})
  void aRunStoppedAfterAStepGoesOnToTheSameEnd(StrategySpec.Name strategy) {
    Recipe recipe = recipe(strategy);
    Trace expected = uninterrupted(recipe);
    assertThat(expected.steps()).hasSize((int) STEPS);

    // Guided has a state of its own, and so is stopped after every step.
    int every = strategy == StrategySpec.Name.GUIDED ? 1 : 4;
    for (long stop = 1; stop <= STEPS; stop += every) {
      CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("stop-" + stop));
      Recording recording = new Recording();
      long stopAfter = stop;
      train(recipe, checkpoints, recording, () -> recording.steps().size() >= stopAfter);

      assertSame(train(recipe, checkpoints, recording, NEVER), expected);
    }
    assertThat(notices).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aRunStoppedAtEveryStepComesToTheSameEnd(int accumulate) {
    Recipe recipe = recipe(StrategySpec.Name.GUIDED).withBatch(new BatchSpec(accumulate));
    CheckpointFolder checkpoints = new CheckpointFolder(folder);
    Recording recording = new Recording();
    for (int sitting = 1; sitting < STEPS; sitting++) {
      int steps = sitting;
      train(recipe, checkpoints, recording, () -> recording.steps().size() >= steps);
    }

    assertSame(train(recipe, checkpoints, recording, NEVER), uninterrupted(recipe));
  }

  @Test
  void aRunThatWasTrainedToItsEndHasNothingLeftToDo() {
    Recipe recipe = recipe(StrategySpec.Name.GUIDED);
    CheckpointFolder checkpoints = new CheckpointFolder(folder);
    Recording recording = new Recording();
    train(recipe, checkpoints, recording, NEVER);

    assertSame(train(recipe, checkpoints, recording, NEVER), uninterrupted(recipe));
    assertThat(recording.steps()).hasSize((int) STEPS);
  }

  @Test
  void checkpointsComeWithTheStepsAskedForAndWithEachEpochAndTwoAreKept() throws IOException {
    Recipe recipe =
        recipe(StrategySpec.Name.VANILLA).withEpochs(2).withCheckpoint(new CheckpointSpec(4, 0));
    Recording recording = new Recording();

    train(recipe, new CheckpointFolder(folder), recording, NEVER);

    List<Long> due = new ArrayList<>();
    recording.events.forEach(
        e -> {
          if (e instanceof Event.CheckpointDue c) {
            due.add(c.stepsDone());
          }
        });
    assertThat(due).containsExactly(4L, 8L, 9L, 12L, 16L, 18L);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("step-0000000016.safetensors", "step-0000000018.safetensors");
  }

  private CheckpointFolder twoCheckpoints(Recipe recipe) {
    CheckpointFolder checkpoints = new CheckpointFolder(folder);
    Recording recording = new Recording();
    train(recipe, checkpoints, recording, () -> recording.steps().size() >= 13);
    return checkpoints;
  }

  private Path newest() {
    return folder.resolve("step-0000000013.safetensors");
  }

  @Test
  void aCheckpointWithOneBitWrongIsNotUsed() throws IOException {
    CheckpointFolder checkpoints = twoCheckpoints(recipe(StrategySpec.Name.GUIDED));
    byte[] whole = Files.readAllBytes(newest());
    long headerEnd = 8 + ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int found = 0;
    for (int at = 0; at < whole.length; at += 97) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(newest(), damaged);

      Optional<Checkpoint> used = checkpoints.newest(c -> Optional.empty(), notices::add);

      // Nothing depends on the blanks that pad the header; the first 8 bytes are its length, which
      // can be a blank's code.
      boolean isPadding = at >= 8 && at < headerEnd && whole[at] == ' ';
      assertThat(used.orElseThrow().stepsDone()).as("byte " + at).isEqualTo(isPadding ? 13 : 9);
      found++;
      Files.deleteIfExists(folder.resolve(newest().getFileName() + ".damaged"));
    }
    assertThat(found).isGreaterThan(40);
    assertThat(notices.get(0)).contains("step-0000000013").contains("the one before it");
  }

  @Test
  void aRunWhoseNewestCheckpointIsCutShortGoesOnFromTheOneBefore() throws IOException {
    Recipe recipe = recipe(StrategySpec.Name.GUIDED);
    for (long length : new long[] {0, 7, 8, 100, 2000}) {
      CheckpointFolder checkpoints = twoCheckpoints(recipe);
      try (FileChannel file = FileChannel.open(newest(), StandardOpenOption.WRITE)) {
        file.truncate(length);
      }
      Recording recording = new Recording();
      Trace trace = train(recipe, checkpoints, recording, NEVER);

      Trace expected = uninterrupted(recipe);
      assertThat(trace.steps()).isEqualTo(expected.steps().subList(9, (int) STEPS));
      assertThat(trace.weights()).containsExactly(expected.weights());
      WholeFile.deleteFolder(folder);
    }
    assertThat(notices).hasSize(5);
  }

  @Test
  void withNoCheckpointThatCanBeUsedThereIsNone() throws IOException {
    CheckpointFolder checkpoints = twoCheckpoints(recipe(StrategySpec.Name.GUIDED));
    for (String name : folder.toFile().list()) {
      Files.writeString(folder.resolve(name), "garbage of no use");
    }

    assertThat(checkpoints.newest(c -> Optional.empty(), notices::add)).isEmpty();
    assertThat(notices).hasSize(2);
  }

  @Test
  void aCheckpointOfAnotherNetworkIsRefused() {
    Recipe recipe = recipe(StrategySpec.Name.GUIDED);
    CheckpointFolder checkpoints = twoCheckpoints(recipe);
    Optional<Checkpoint> from = checkpoints.newest(c -> Optional.empty(), notices::add);
    try (MultimodalNetwork wider =
        MultimodalNetwork.create(
            ModelSpec.mlp(),
            SPLITS.train().shapes(),
            4,
            new Seed(3),
            new NetworkOptions(Precision.FLOAT32, List.of(17L)))) {
      assertThatThrownBy(
              () ->
                  Trainer.train(
                      wider,
                      recipe,
                      SPLITS,
                      event -> {},
                      NEVER,
                      new Trainer.Checkpoints(from, Optional.empty())))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("another network");
    }
  }

  @Test
  void aFileInPlaceOfTheFolderOfCheckpointsIsTheInputsFault() throws IOException {
    Path file = Files.createFile(folder.resolve("checkpoints"));
    assertThatThrownBy(() -> new CheckpointFolder(file).newest(c -> Optional.empty(), notice -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": cannot be read (it is no folder); expected a folder of checkpoints");
  }
}
