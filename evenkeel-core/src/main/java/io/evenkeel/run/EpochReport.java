package io.evenkeel.run;

import io.evenkeel.measure.Speeds;
import java.util.OptionalDouble;

/**
 * What a finished epoch is known by.
 *
 * @param last where its last step stands
 * @param learningRate the learning rate that the epoch was trained with
 * @param trainLoss the mean loss over the epoch's samples, as met while training
 * @param trainAccuracy the accuracy over the epoch's samples, as met while training; empty where
 *     the task has no classes, for other qualities are no means over batches
 * @param rebalancingSteps how many of its steps were re-balancing steps
 * @param validation the score on the validation split after the epoch
 * @param speeds the learning speeds at its end
 * @param best whether A on the validation split is the best so far
 * @param seconds wall-clock seconds, the validation pass included
 * @param waitSeconds of these, the seconds that training waited for data
 * @param checkpointSeconds of these, the seconds that writing checkpoints took
 */
public record EpochReport(
    Position last,
    double learningRate,
    double trainLoss,
    OptionalDouble trainAccuracy,
    int rebalancingSteps,
    SplitScore validation,
    Speeds speeds,
    boolean best,
    double seconds,
    double waitSeconds,
    double checkpointSeconds) {}
