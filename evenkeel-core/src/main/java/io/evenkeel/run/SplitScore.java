package io.evenkeel.run;

import io.evenkeel.modality.PerModality;

/**
 * How a model does on one split.
 *
 * @param samples how many samples the split has
 * @param loss L, the mean over the split
 * @param accuracy A of ŷ = mean_i ŷ_i: of classes the accuracy, in 0..1; of another task its {@link
 *     io.evenkeel.measure.Quality}, 1 at most
 * @param branchAccuracy A(f_i) of each branch with cross-modal flow, on the samples that have its
 *     modality
 */
public record SplitScore(
    int samples, double loss, double accuracy, PerModality<Double> branchAccuracy) {}
