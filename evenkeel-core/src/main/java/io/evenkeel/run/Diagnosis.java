package io.evenkeel.run;

import io.evenkeel.measure.Answers;
import io.evenkeel.measure.Utilization;

/**
 * What a probe of a trained model has shown on one held-out split.
 *
 * @param split the split's name
 * @param meaning what the split shows, in a sentence
 * @param score A with cross-modal flow
 * @param utilization A of each branch with and without cross-modal flow, and u from them
 * @param answers what was predicted for every sample, in the split's order
 */
public record Diagnosis(
    String split, String meaning, SplitScore score, Utilization utilization, Answers answers) {}
