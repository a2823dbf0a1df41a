package io.evenkeel.train;

import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Seed;
import io.evenkeel.run.SplitScore;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.strategy.Strategy;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands between two steps, its tensors apart; an immutable value. With the tensors,
 * the recipe and the data it is everything that the rest of the run follows from.
 *
 * @param epoch the epoch that the next step belongs to, counted from 1
 * @param step how many steps are done
 * @param strategy what decides the next step
 * @param speeds the learning speeds after the last step
 * @param learningRate that of the epoch
 * @param stopping whether to go on
 * @param tally what the epoch's steps have shown so far
 * @param best the best epoch so far; empty before the first validation
 * @param atEpochStart the seconds that had gone by when the epoch began
 * @param afterFirstEpoch those when the first epoch had ended; empty before
 */
record TrainingState(
    int epoch,
    long step,
    Strategy strategy,
    Speeds speeds,
    LearningRate learningRate,
    Stopping stopping,
    EpochTally tally,
    Optional<BestEpoch> best,
    Elapsed atEpochStart,
    Optional<Elapsed> afterFirstEpoch) {

  /** Before the first step. */
  static TrainingState start(Recipe recipe, List<Modality> modalities) {
    return new TrainingState(
        1,
        0,
        recipe.strategy().start(modalities, new Seed(recipe.seed()).fold("strategy")),
        Speeds.none(modalities),
        LearningRate.start(recipe.schedule(), recipe.optimizer().learningRate()),
        Stopping.start(recipe.stopping()),
        EpochTally.none(),
        Optional.empty(),
        Elapsed.NONE,
        Optional.empty());
  }

  TrainingState afterStep(StepEvidence evidence, int batchSize) {
    return new TrainingState(
        epoch,
        step + 1,
        strategy.afterStep(evidence),
        evidence.speeds(),
        learningRate,
        stopping,
        tally.plus(evidence, batchSize),
        best,
        atEpochStart,
        afterFirstEpoch);
  }

  boolean isBest(SplitScore validation) {
    return best.isEmpty() || validation.accuracy() > best.get().validation().accuracy();
  }

  /** The state in which the next epoch begins. */
  TrainingState afterEpoch(SplitScore validation, Elapsed now) {
    boolean isBest = isBest(validation);
    return new TrainingState(
        epoch + 1,
        step,
        strategy,
        speeds,
        learningRate.afterEpoch(tally.loss()),
        stopping.afterEpoch(tally.accuracy(), isBest),
        EpochTally.none(),
        isBest ? Optional.of(new BestEpoch(epoch, validation)) : best,
        now,
        epoch == 1 ? Optional.of(now) : afterFirstEpoch);
  }

  /** Why training is over, as a clause; empty to go on. */
  Optional<String> end(int epochs) {
    return stopping
        .reason()
        .or(
            () ->
                epoch > epochs ? Optional.of("all " + epochs + " epochs done") : Optional.empty());
  }
}
