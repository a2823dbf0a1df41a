package io.evenkeel.train;

import static io.evenkeel.train.SmallRuns.NEVER;
import static io.evenkeel.train.SmallRuns.STEPS_PER_EPOCH;
import static io.evenkeel.train.SmallRuns.recipe;
import static io.evenkeel.train.SmallRuns.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.data.DataSplits;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.recipe.OptimizerSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.ScheduleSpec;
import io.evenkeel.recipe.ScheduleSpec.Kind;
import io.evenkeel.recipe.StoppingSpec;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.Position;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.train.SmallRuns.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final DataSplits SPLITS = SmallRuns.splits();

  /** Eight epochs of steps so large that the last one is not the best. */
  private static final Recipe OVERSHOOTING =
      recipe(8).withOptimizer(new OptimizerSpec(0.3, 0.9, 0));

  /** Keeps what the network holds at the end of each epoch. */
  private static final class EpochStates implements Observer {
    private final MultimodalNetwork network;
    private final List<float[]> states = new ArrayList<>();

    EpochStates(MultimodalNetwork network) {
      this.network = network;
    }

    @Override
    public void on(Event event) {
      if (event instanceof Event.EpochFinished) {
        states.add(state(network));
      }
    }

    float[] ofEpoch(int epoch) {
      return states.get(epoch - 1);
    }

    int count() {
      return states.size();
    }
  }

  private final Recording recording = new Recording();

  private float[] stateAfter(Recipe recipe) {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      Trainer.train(network, recipe, SPLITS, recording, NEVER);
      return state(network);
    }
  }

  @Test
  void theSameRecipeAndSeedGiveTheSameWeightsAndAnotherSeedDoesNot() {
    float[] first = stateAfter(recipe(4));

    assertThat(stateAfter(recipe(4))).containsExactly(first);
    assertThat(stateAfter(recipe(4).withSeed(4))).isNotEqualTo(first);
  }

  @Test
  void theNetworkHoldsTheWeightsOfTheEpochThatWasBestOnValidation() {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      EpochStates states = new EpochStates(network);
      Observer both =
          event -> {
            recording.on(event);
            states.on(event);
          };
      TrainingResult result = Trainer.train(network, OVERSHOOTING, SPLITS, both, NEVER);

      List<Double> accuracies =
          recording.epochs().stream().map(report -> report.validation().accuracy()).toList();
      double best = accuracies.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      assertThat(result.bestEpoch()).isEqualTo(accuracies.indexOf(best) + 1).isLessThan(8);
      assertThat(state(network))
          .containsExactly(states.ofEpoch(result.bestEpoch()))
          .isNotEqualTo(states.ofEpoch(8));
      assertThat(network.trainingSteps())
          .isEqualTo(recording.epochs().get(result.bestEpoch() - 1).last().step());
      assertThat(Evaluator.predict(network, SPLITS.validation().data(), 60).score())
          .isEqualTo(result.bestValidation());
    }
    double highest = -1;
    for (EpochReport report : recording.epochs()) {
      assertThat(report.best()).isEqualTo(report.validation().accuracy() > highest);
      highest = Math.max(highest, report.validation().accuracy());
    }
  }

  @Test
  void trainingLearnsWhatTheDataHolds() {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      TrainingResult result = Trainer.train(network, recipe(15), SPLITS, recording, NEVER);

      assertThat(result.bestValidation().accuracy()).isGreaterThan(0.9);
      assertThat(result.reason()).isEqualTo("all 15 epochs done");
      assertThat(result.interrupted()).isFalse();
      assertThat(result.last()).isEqualTo(new Position(15, 15 * STEPS_PER_EPOCH));
      List<StepEvidence> steps = recording.steps();
      assertThat(result.speeds()).isEqualTo(steps.get(steps.size() - 1).speeds());
      assertThat(result.waitShare()).isBetween(0.0, 1.0);
      assertThat(result.laterWaitShare().orElseThrow()).isBetween(0.0, 1.0);
      assertThat(result.samplesPerSecond()).isPositive();
    }
  }

  @Test
  void ofASingleEpochNothingIsKnownOfWaitingAfterTheFirst() {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      TrainingResult result = Trainer.train(network, recipe(1), SPLITS, recording, NEVER);

      assertThat(result.laterWaitShare()).isEmpty();
    }
  }

  @Test
  void anEpochReportSumsUpItsSteps() {
    stateAfter(recipe(3));

    for (EpochReport report : recording.epochs()) {
      List<StepEvidence> steps =
          recording.steps().stream().filter(s -> s.at().epoch() == report.last().epoch()).toList();
      assertThat(steps).hasSize(STEPS_PER_EPOCH);
      assertThat(report.last()).isEqualTo(steps.get(steps.size() - 1).at());
      assertThat(report.trainLoss())
          .isCloseTo(
              steps.stream().mapToDouble(StepEvidence::loss).average().orElseThrow(), within(1e-9));
      assertThat(report.trainAccuracy())
          .hasValueCloseTo(
              steps.stream().mapToDouble(StepEvidence::accuracy).average().orElseThrow(),
              within(1e-9));
      assertThat(report.seconds()).isGreaterThanOrEqualTo(report.waitSeconds()).isPositive();
    }
  }

  @Test
  void observersSeeEveryEventInOrder() {
    stateAfter(recipe(2));

    List<String> kinds =
        recording.events.stream().map(event -> event.getClass().getSimpleName()).toList();
    List<String> expected = new ArrayList<>(List.of("TrainingStarted"));
    for (int epoch = 1; epoch <= 2; epoch++) {
      expected.addAll(java.util.Collections.nCopies(STEPS_PER_EPOCH, "StepFinished"));
      expected.add("EpochFinished");
    }
    expected.add("TrainingFinished");
    assertThat(kinds).containsExactlyElementsOf(expected);
    assertThat(recording.events.get(0))
        .isEqualTo(
            new Event.TrainingStarted(
                SPLITS.train().shapes().modalities(), 2, STEPS_PER_EPOCH, SmallRuns.BATCH, 0));
    List<StepEvidence> steps = recording.steps();
    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i).at()).isEqualTo(new Position(i / STEPS_PER_EPOCH + 1, i + 1));
    }
  }

  @Test
  void theLearningRateFollowsItsSchedule() {
    stateAfter(recipe(5, new ScheduleSpec(Kind.STEP, 0.5, 2, 0, 0, 0), new StoppingSpec(0, 0)));

    assertThat(recording.epochs())
        .extracting(EpochReport::learningRate)
        .containsExactly(0.05, 0.05, 0.025, 0.025, 0.0125);
  }

  @Test
  void thePlateauScheduleSeesTheTrainingLoss() {
    // To count, a loss has to be lower by 99 %; so every epoch but the first is one without.
    var schedule = new ScheduleSpec(Kind.PLATEAU, 0.1, 1, 1, 0.99, 0.001);
    stateAfter(recipe(6, schedule, new StoppingSpec(0, 0)));

    assertThat(recording.epochs())
        .extracting(EpochReport::learningRate)
        .satisfiesExactly(
            rate -> assertThat(rate).isEqualTo(0.05),
            rate -> assertThat(rate).isEqualTo(0.05),
            rate -> assertThat(rate).isEqualTo(0.05),
            rate -> assertThat(rate).isCloseTo(0.005, within(1e-12)),
            rate -> assertThat(rate).isCloseTo(0.005, within(1e-12)),
            rate -> assertThat(rate).isEqualTo(0.001));
  }

  @Test
  void stepsAreTakenWithTheLearningRateOfTheirEpoch() {
    var vanishing = new ScheduleSpec(Kind.STEP, 1e-20, 1, 0, 0, 0);
    Recipe recipe =
        recipe(2, vanishing, new StoppingSpec(0, 0)).withOptimizer(new OptimizerSpec(0.1, 0, 0));
    List<float[]> weights = new ArrayList<>();
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      Trainer.train(
          network,
          recipe,
          SPLITS,
          event -> {
            if (!(event instanceof Event.StepFinished)) {
              weights.add(network.buffers().values().toFloats());
            }
          },
          NEVER);
    }

    assertThat(weights.get(1)).isNotEqualTo(weights.get(0)).containsExactly(weights.get(2));
  }

  @Test
  void trainingStopsWhenValidationNoLongerGetsBetter() {
    Recipe recipe = recipe(60, ScheduleSpec.defaults(), new StoppingSpec(0, 3));
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      TrainingResult result = Trainer.train(network, recipe, SPLITS, recording, NEVER);

      assertThat(result.reason())
          .isEqualTo("3 epochs in a row without a better validation accuracy");
      assertThat(recording.epochs()).hasSize(result.bestEpoch() + 3).hasSizeLessThan(60);
      assertThat(recording.events.get(recording.events.size() - 1))
          .isEqualTo(new Event.TrainingFinished(result.bestEpoch(), result.reason()));
    }
  }

  @Test
  void trainingStopsAfterPerfectEpochsInARow() {
    stateAfter(recipe(60, ScheduleSpec.defaults(), new StoppingSpec(2, 0)));

    List<Double> accuracies =
        recording.epochs().stream().map(r -> r.trainAccuracy().orElseThrow()).toList();
    assertThat(accuracies).hasSizeBetween(2, 59).endsWith(1.0, 1.0);
    for (int i = 0; i + 2 < accuracies.size(); i++) {
      assertThat(accuracies.subList(i, i + 2)).isNotEqualTo(List.of(1.0, 1.0));
    }
  }

  @Test
  void divergenceNamesTheStepThatShowedIt() {
    Recipe recipe = recipe(3).withOptimizer(new OptimizerSpec(1e30, 0, 0));

    var diverged = catchThrowableOfType(DivergedException.class, () -> stateAfter(recipe));

    int step = recording.steps().size() + 1;
    int epoch = (step - 1) / STEPS_PER_EPOCH + 1;
    assertThat(diverged)
        .hasMessageContaining(" in epoch " + epoch + ", step " + step + ";")
        .hasMessageContaining("optimizer.learning_rate");
    assertThat(recording.losses()).allMatch(Double::isFinite);
  }

  @Test
  void anInterruptionEndsTrainingAfterTheStepInHand() {
    AtomicInteger asked = new AtomicInteger();
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      TrainingResult result =
          Trainer.train(network, recipe(5), SPLITS, recording, () -> asked.incrementAndGet() >= 4);

      assertThat(recording.steps()).hasSize(4);
      assertThat(result.interrupted()).isTrue();
      assertThat(result.last()).isEqualTo(new Position(1, 4));
      assertThat(result.reason()).isEqualTo("interrupted in epoch 1");
      assertThat(Evaluator.predict(network, SPLITS.validation().data(), 60).score())
          .isEqualTo(result.bestValidation());
      Trainer.train(network, recipe(1), SPLITS, recording, NEVER);
      assertThat(recording.steps()).hasSize(4 + STEPS_PER_EPOCH);
    }
  }

  @Test
  void anInterruptionLeavesTheBestWeightsSoFar() {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      EpochStates states = new EpochStates(network);
      TrainingResult result =
          Trainer.train(network, OVERSHOOTING, SPLITS, states, () -> states.count() == 3);

      assertThat(result.reason()).isEqualTo("interrupted in epoch 3");
      assertThat(state(network)).containsExactly(states.ofEpoch(result.bestEpoch()));
    }
  }

  @Test
  void aFailingObserverEndsTrainingWithItsException() {
    try (MultimodalNetwork network = SmallRuns.network(SPLITS)) {
      assertThatThrownBy(
              () ->
                  Trainer.train(
                      network,
                      recipe(2),
                      SPLITS,
                      event -> {
                        throw new IllegalStateException("disk full");
                      },
                      NEVER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("disk full");
    }
  }
}
