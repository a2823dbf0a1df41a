package io.evenkeel.train;

import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;

/** Adds up what the steps of one epoch have shown. */
final class EpochTally {
  private double lossSum;
  private double rightSum;
  private long samples;
  private int rebalancingSteps;

  void add(StepEvidence evidence, int batchSize) {
    lossSum += evidence.loss() * batchSize;
    // Right answers are whole numbers; rounding keeps an epoch without a wrong one at exactly 1.
    rightSum += Math.rint(evidence.accuracy() * batchSize);
    samples += batchSize;
    rebalancingSteps += evidence.plan() instanceof StepPlan.Rebalance ? 1 : 0;
  }

  long samples() {
    return samples;
  }

  double loss() {
    return lossSum / samples;
  }

  double accuracy() {
    return rightSum / samples;
  }

  int rebalancingSteps() {
    return rebalancingSteps;
  }
}
