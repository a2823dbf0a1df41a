package io.evenkeel.train;

import io.evenkeel.run.SplitScore;

/**
 * The epoch with the best validation accuracy so far, the first of them on a tie.
 *
 * @param epoch counted from 1
 * @param validation its score on the validation split
 */
public record BestEpoch(int epoch, SplitScore validation) {}
