package io.evenkeel.tensorboard;

import io.evenkeel.measure.Speeds;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.EpochReport;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.util.List;
import java.util.OptionalDouble;
import org.tensorflow.proto.Summary;

/**
 * What a step and an epoch say, as named numbers. What is undefined has no entry.
 *
 * @param modalities the modalities in model order
 */
record Scalars(List<Modality> modalities) {

  Summary of(StepEvidence step) {
    Summary.Builder summary = Summary.newBuilder();
    put(summary, "train/loss", step.loss());
    put(summary, "train/accuracy", step.accuracy());
    put(summary, "strategy/mode", mode(step.plan()));
    Speeds speeds = step.speeds();
    put(summary, "speed/d_speed", speeds.difference());
    modalities.forEach(m -> put(summary, "speed/s_" + m, speeds.of(m)));
    return summary.build();
  }

  /** 0 for a regular step, k + 1 for one that re-balances the k-th modality, counted from 0. */
  private int mode(StepPlan plan) {
    return plan instanceof StepPlan.Rebalance rebalance
        ? 1 + modalities.indexOf(rebalance.modality())
        : 0;
  }

  /** {@code stepsPerEpoch} turns the count of re-balancing steps into a share. */
  Summary of(EpochReport epoch, long stepsPerEpoch) {
    Summary.Builder summary = Summary.newBuilder();
    put(summary, "epoch/train_loss", epoch.trainLoss());
    epoch.trainAccuracy().ifPresent(a -> put(summary, "epoch/train_accuracy", a));
    put(summary, "epoch/learning_rate", epoch.learningRate());
    put(summary, "epoch/rebalancing_share", (double) epoch.rebalancingSteps() / stepsPerEpoch);
    put(summary, "validation/loss", epoch.validation().loss());
    put(summary, "validation/accuracy", epoch.validation().accuracy());
    modalities.forEach(
        m -> put(summary, "validation/accuracy_" + m, epoch.validation().branchAccuracy().get(m)));
    return summary.build();
  }

  private static void put(Summary.Builder summary, String tag, OptionalDouble value) {
    value.ifPresent(number -> put(summary, tag, number));
  }

  private static void put(Summary.Builder summary, String tag, double value) {
    if (Double.isFinite(value)) {
      summary.addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value));
    }
  }
}
