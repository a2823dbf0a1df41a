package io.evenkeel.train;

import io.evenkeel.measure.Speeds;
import io.evenkeel.run.Position;
import io.evenkeel.run.SplitScore;
import java.util.OptionalDouble;

/**
 * What a training run came to.
 *
 * @param bestEpoch the epoch with the best validation accuracy, whose weights the network holds
 * @param last where the last step stands
 * @param speeds the learning speeds after the last step
 * @param bestValidation the score of the best epoch on the validation split
 * @param reason why training ended, as a clause
 * @param interrupted whether it was asked to stop before its end
 * @param seconds wall-clock seconds, validation included
 * @param samplesPerSecond training samples per second of training, validation left out
 * @param waitShare the share of the training time that was spent waiting for data, in 0..1
 * @param laterWaitShare the same of the epochs after the first, which may have read files and
 *     filled caches; empty where there was none
 */
public record TrainingResult(
    int bestEpoch,
    Position last,
    Speeds speeds,
    SplitScore bestValidation,
    String reason,
    boolean interrupted,
    double seconds,
    double samplesPerSecond,
    double waitShare,
    OptionalDouble laterWaitShare) {}
