package io.evenkeel.run;

import io.evenkeel.measure.Speeds;

/**
 * What a finished training step is known by.
 *
 * @param at where the step stands in the run
 * @param plan what the step was
 * @param loss L = Σ_i CE(ŷ_i, y), the mean over the batch
 * @param accuracy the share of the batch that ŷ = mean_i ŷ_i got right, before the update; 0 where
 *     the task has no classes
 * @param speeds the learning speeds with this step accumulated if it was regular
 */
public record StepEvidence(
    Position at, StepPlan plan, double loss, double accuracy, Speeds speeds) {}
