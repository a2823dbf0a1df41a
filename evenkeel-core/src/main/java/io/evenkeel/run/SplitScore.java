package io.evenkeel.run;

import io.evenkeel.modality.PerModality;

/**
 * How a model does on one split.
 *
 * @param samples how many samples the split has
 * @param loss L, the mean over the split
 * @param accuracy the accuracy of ŷ = mean_i ŷ_i, in 0..1
 * @param branchAccuracy A(f_i), the accuracy of each branch with cross-modal flow, in 0..1
 */
public record SplitScore(
    int samples, double loss, double accuracy, PerModality<Double> branchAccuracy) {}
