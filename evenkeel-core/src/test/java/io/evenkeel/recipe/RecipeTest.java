package io.evenkeel.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec.ColorRule;
import io.evenkeel.recipe.DataSpec.Normalization;
import io.evenkeel.recipe.DataSpec.Source;
import io.evenkeel.run.Seed;
import io.evenkeel.strategy.Guided;
import io.evenkeel.strategy.RandomRebalancing;
import io.evenkeel.strategy.Vanilla;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {

  private static Arguments bad(String key, String found, Supplier<Object> make) {
    return Arguments.of(key, found, make);
  }

  private static Recipe recipe(int epochs, int batch, int evaluationBatch, int threads) {
    Recipe d = Recipe.defaults();
    return new Recipe(
        1,
        epochs,
        batch,
        evaluationBatch,
        d.batch(),
        threads,
        d.device(),
        d.strategy(),
        d.data(),
        d.model(),
        d.optimizer(),
        d.schedule(),
        d.stopping(),
        d.checkpoint());
  }

  private static StrategySpec strategy(double alpha, int window, int startEpoch) {
    return new StrategySpec(StrategySpec.Name.GUIDED, alpha, window, startEpoch);
  }

  private static ScheduleSpec schedule(
      double factor, int every, int patience, double threshold, double floor) {
    return new ScheduleSpec(ScheduleSpec.Kind.PLATEAU, factor, every, patience, threshold, floor);
  }

  private static DataSpec data(List<String> modalities, int train, int validation, int test) {
    return new DataSpec(
        Source.COLORED_MNIST,
        Optional.empty(),
        Optional.empty(),
        modalities,
        OptionalInt.of(train),
        validation,
        OptionalInt.of(test),
        colors(0.03),
        Normalization.NONE,
        DataSpec.Views.defaults(),
        VideoSpec.defaults());
  }

  private static VideoSpec video(int frames, int stride, int size, int crop, double share) {
    VideoSpec d = VideoSpec.defaults();
    return new VideoSpec(
        d.streams(),
        d.channels(),
        frames,
        stride,
        size,
        crop,
        d.jitter(),
        d.randomCrop(),
        d.mirrorLabels(),
        d.jointAugmentation(),
        d.validation(),
        share,
        d.cache(),
        d.cacheFolder(),
        d.cacheGib());
  }

  private static DataSpec.Colors colors(double variance) {
    return new DataSpec.Colors(variance, ColorRule.CLASS, ColorRule.RANDOM, ColorRule.RANDOM);
  }

  static Stream<Arguments> badValues() {
    List<String> both = List.of("gray", "color");
    return Stream.of(
        bad("epochs", "0", () -> recipe(0, 64, 500, 0)),
        bad("batch_size", "1", () -> recipe(10, 1, 500, 0)),
        bad("evaluation_batch_size", "0", () -> recipe(10, 64, 0, 0)),
        bad("batch.accumulate", "0", () -> new BatchSpec(0)),
        bad("batch.accumulate", "5", () -> recipe(1, 4, 4, 0).withBatch(new BatchSpec(5))),
        bad("threads", "-1", () -> recipe(10, 64, 500, -1)),
        bad("data.video.frames", "0", () -> video(0, 1, 128, 112, 0)),
        bad("data.video.stride", "0", () -> video(64, 0, 128, 112, 0)),
        bad("data.video.size", "7", () -> video(64, 1, 7, 7, 0)),
        bad("data.video.crop", "129", () -> video(64, 1, 128, 129, 0)),
        bad("data.video.frames", "4096 frames of 1024 x 1024", () -> video(4096, 1, 1024, 1024, 0)),
        bad("data.video.skipped_share", "1.0", () -> video(64, 1, 128, 112, 1)),
        bad("data.video.skipped_share", "NaN", () -> video(64, 1, 128, 112, Double.NaN)),
        bad("strategy.alpha", "-0.1", () -> strategy(-0.1, 5, 2)),
        bad("strategy.alpha", "NaN", () -> strategy(Double.NaN, 5, 2)),
        bad("strategy.alpha", "Infinity", () -> strategy(Double.POSITIVE_INFINITY, 5, 2)),
        bad("strategy.window", "0", () -> strategy(0.1, 0, 2)),
        bad("strategy.start_epoch", "0", () -> strategy(0.1, 5, 0)),
        bad("optimizer.learning_rate", "0.0", () -> new OptimizerSpec(0, 0.9, 0)),
        bad("optimizer.learning_rate", "NaN", () -> new OptimizerSpec(Double.NaN, 0.9, 0)),
        bad("optimizer.learning_rate", "Infinity", () -> new OptimizerSpec(1 / 0.0, 0.9, 0)),
        bad("optimizer.momentum", "1.0", () -> new OptimizerSpec(0.1, 1, 0)),
        bad("optimizer.momentum", "-0.1", () -> new OptimizerSpec(0.1, -0.1, 0)),
        bad("optimizer.momentum", "NaN", () -> new OptimizerSpec(0.1, Double.NaN, 0)),
        bad("optimizer.weight_decay", "-1.0", () -> new OptimizerSpec(0.1, 0, -1)),
        bad("optimizer.weight_decay", "Infinity", () -> new OptimizerSpec(0.1, 0, 1 / 0.0)),
        bad("schedule.factor", "0.0", () -> schedule(0, 1, 0, 0, 0)),
        bad("schedule.factor", "1.5", () -> schedule(1.5, 1, 0, 0, 0)),
        bad("schedule.factor", "NaN", () -> schedule(Double.NaN, 1, 0, 0, 0)),
        bad("schedule.every", "0", () -> schedule(0.5, 0, 0, 0, 0)),
        bad("schedule.patience", "-1", () -> schedule(0.5, 1, -1, 0, 0)),
        bad("schedule.threshold", "-1.0", () -> schedule(0.5, 1, 0, -1, 0)),
        bad("schedule.floor", "-1.0", () -> schedule(0.5, 1, 0, 0, -1)),
        bad("stopping.perfect_epochs", "-1", () -> new StoppingSpec(-1, 0)),
        bad("stopping.patience", "-1", () -> new StoppingSpec(0, -1)),
        bad("checkpoint.steps", "-1", () -> new CheckpointSpec(-1, 0)),
        bad("checkpoint.seconds", "-1.0", () -> new CheckpointSpec(0, -1)),
        bad("data.modalities", "[]", () -> data(List.of(), 10, 10, 10)),
        bad("data.train_samples", "0", () -> data(both, 0, 10, 10)),
        bad("data.validation_samples", "0", () -> data(both, 10, 0, 10)),
        bad("data.test_samples", "0", () -> data(both, 10, 10, 0)),
        bad("data.colors.variance", "-0.03", () -> colors(-0.03)),
        bad("data.colors.variance", "NaN", () -> colors(Double.NaN)),
        bad("model.fusion.ratio", "0", () -> ModelSpec.Fusion.mmtm(List.of("conv3"), 0)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badValues")
  void aValueOutOfRangeNamesItsKeyAndItself(String key, String found, Supplier<Object> make) {
    assertThatThrownBy(make::get)
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(key + ": " + found + "; expected ");
  }

  @Test
  void valuesAtTheEdgeOfTheirRangeAreTaken() {
    assertThat(recipe(1, 2, 1, 0).batchSize()).isEqualTo(2);
    assertThat(strategy(0, 1, 1).alpha()).isZero();
    assertThat(new OptimizerSpec(1e-9, 0, 0).momentum()).isZero();
    assertThat(schedule(1, 1, 0, 0, 0).factor()).isEqualTo(1);
    assertThat(new StoppingSpec(0, 0).patience()).isZero();
    assertThat(data(List.of("gray"), 1, 1, 1).validationSamples()).isEqualTo(1);
    assertThat(colors(0).variance()).isZero();
    assertThat(ModelSpec.Fusion.mmtm(List.of(), 1).after()).isEmpty();
  }

  @Test
  void eachCopyDiffersInOneComponentAlone() {
    Recipe d = Recipe.defaults();

    assertThat(d.withSeed(9)).usingRecursiveComparison().ignoringFields("seed").isEqualTo(d);
    assertThat(d.withSeed(9).seed()).isEqualTo(9);
    assertThat(d.withEpochs(3)).usingRecursiveComparison().ignoringFields("epochs").isEqualTo(d);
    assertThat(d.withEpochs(3).epochs()).isEqualTo(3);
    StrategySpec strategy = strategy(0.5, 7, 3);
    assertThat(d.withStrategy(strategy))
        .usingRecursiveComparison()
        .ignoringFields("strategy")
        .isEqualTo(d);
    assertThat(d.withStrategy(strategy).strategy()).isEqualTo(strategy);
    ModelSpec mlp = ModelSpec.mlp();
    assertThat(d.withModel(mlp)).usingRecursiveComparison().ignoringFields("model").isEqualTo(d);
    assertThat(d.withModel(mlp).model()).isEqualTo(mlp);
    OptimizerSpec optimizer = new OptimizerSpec(1, 0, 0);
    assertThat(d.withOptimizer(optimizer))
        .usingRecursiveComparison()
        .ignoringFields("optimizer")
        .isEqualTo(d);
    assertThat(d.withOptimizer(optimizer).optimizer()).isEqualTo(optimizer);
  }

  @Test
  void theSettingsOfTheAuthorsAreTheDefaults() {
    assertThat(StrategySpec.defaults()).isEqualTo(strategy(0.01, 5, 2));
    assertThat(ModelSpec.defaults().fusion().ratio()).isEqualTo(4);
    assertThat(StoppingSpec.defaults()).isEqualTo(new StoppingSpec(5, 0));
    assertThat(ScheduleSpec.defaults())
        .isEqualTo(new ScheduleSpec(ScheduleSpec.Kind.CONSTANT, 0.3, 10, 10, 1e-3, 1e-6));
  }

  @Test
  void aStrategyBeginsWithTheSettingsOfItsSpec() {
    List<Modality> modalities = List.of(new Modality("gray"), new Modality("color"));
    Seed seed = new Seed(3);

    assertThat(strategy(0.5, 7, 3).start(modalities, seed))
        .isEqualTo(Guided.start(new Guided.Settings(0.5, 7, 3)));
    assertThat(new StrategySpec(StrategySpec.Name.RANDOM, 0.5, 7, 3).start(modalities, seed))
        .isEqualTo(new RandomRebalancing(modalities, 3, seed));
    assertThat(new StrategySpec(StrategySpec.Name.VANILLA, 0.5, 7, 3).start(modalities, seed))
        .isEqualTo(new Vanilla());
  }

  @ParameterizedTest
  @CsvSource({
    "4, 1, 4, 1",
    "4, 4, 4, 4",
    "4, 2, 3, 2",
    "4, 2, 1, 1",
    "4, 4, 5, 5",
    "10, 4, 10, 4",
    "64, 3, 65, 4",
    "20, 1, 21, 1",
    "100000, 50000, 100000, 50000"
  })
  void noMicroBatchHoldsMoreThanItsShareOfAWholeBatch(
      int batch, int accumulate, int samples, int expected) {
    Recipe recipe = recipe(1, batch, 1, 0).withBatch(new BatchSpec(accumulate));

    assertThat(recipe.microBatches(samples)).isEqualTo(expected);
  }
}
