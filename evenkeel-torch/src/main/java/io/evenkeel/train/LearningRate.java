package io.evenkeel.train;

import io.evenkeel.recipe.ScheduleSpec;

/**
 * The learning rate of an epoch, and what it follows from; an immutable value.
 *
 * @param spec the schedule
 * @param value the learning rate of the coming epoch
 * @param epochsDone how many epochs are done
 * @param lowestLoss plateau: the lowest training loss so far that counted
 * @param epochsWithout plateau: how many epochs in a row have not lowered it
 */
public record LearningRate(
    ScheduleSpec spec, double value, int epochsDone, double lowestLoss, int epochsWithout) {

  /** The learning rate of the first epoch. */
  public static LearningRate start(ScheduleSpec spec, double value) {
    return new LearningRate(spec, value, 0, Double.POSITIVE_INFINITY, 0);
  }

  /** The learning rate after an epoch with this training loss. */
  public LearningRate afterEpoch(double trainLoss) {
    int done = epochsDone + 1;
    return switch (spec.kind()) {
      case CONSTANT -> new LearningRate(spec, value, done, lowestLoss, epochsWithout);
      case STEP ->
          new LearningRate(
              spec,
              done % spec.every() == 0 ? value * spec.factor() : value,
              done,
              lowestLoss,
              epochsWithout);
      case PLATEAU -> afterPlateauEpoch(trainLoss, done);
    };
  }

  /** As PyTorch's ReduceLROnPlateau with a relative threshold. */
  private LearningRate afterPlateauEpoch(double trainLoss, int done) {
    if (trainLoss < lowestLoss * (1 - spec.threshold())) {
      return new LearningRate(spec, value, done, trainLoss, 0);
    }
    if (epochsWithout + 1 > spec.patience()) {
      double lowered = Math.max(value * spec.factor(), Math.min(spec.floor(), value));
      return new LearningRate(spec, lowered, done, lowestLoss, 0);
    }
    return new LearningRate(spec, value, done, lowestLoss, epochsWithout + 1);
  }
}
