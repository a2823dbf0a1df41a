package io.evenkeel.train;

import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;

/**
 * What the steps of one epoch have shown so far, added up; an immutable value.
 *
 * @param lossSum the sum of L over the samples
 * @param right how many samples ŷ got right, a whole number
 * @param samples how many samples
 * @param rebalancingSteps how many steps were re-balancing steps
 */
record EpochTally(double lossSum, double right, long samples, int rebalancingSteps) {

  /** Before the first step of an epoch. */
  static EpochTally none() {
    return new EpochTally(0, 0, 0, 0);
  }

  EpochTally plus(StepEvidence evidence, int batchSize) {
    return new EpochTally(
        lossSum + evidence.loss() * batchSize,
        // Right answers are whole numbers; rounding keeps an epoch without a wrong one at exactly
        // 1.
        right + Math.rint(evidence.accuracy() * batchSize),
        samples + batchSize,
        rebalancingSteps + (evidence.plan() instanceof StepPlan.Rebalance ? 1 : 0));
  }

  double loss() {
    return lossSum / samples;
  }

  double accuracy() {
    return right / samples;
  }
}
