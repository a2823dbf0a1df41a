package io.evenkeel.train;

import io.evenkeel.measure.NumberAnswers;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.SplitScore;
import io.evenkeel.run.Task;
import java.util.Optional;

/**
 * The numbers that are told of every sample of a split: logits of labels, or values of quantities
 * in their own units.
 *
 * @param loss L on the split
 * @param task of labels or quantities
 * @param truth 1 where a label applies and 0 elsewhere, or the values, samples × outputs
 * @param fused ŷ = mean_i ŷ_i, likewise
 * @param branches ŷ_i for each branch, likewise
 * @param presence for each modality which samples have it; empty where every sample has every one
 */
public record NumberPredictions(
    double loss,
    Task task,
    double[] truth,
    double[] fused,
    PerModality<double[]> branches,
    Optional<PerModality<boolean[]>> presence)
    implements Predictions {

  @Override
  public SplitScore score() {
    return new SplitScore(
        truth.length / task.outputs(),
        loss,
        NumberAnswers.score(task.quality(), task.outputs(), truth, fused),
        branches.mapWithModality(
            (modality, outputs) ->
                presence
                    .map(
                        each ->
                            NumberAnswers.score(
                                task.quality(), task.outputs(), truth, outputs, each.get(modality)))
                    .orElseGet(
                        () ->
                            NumberAnswers.score(task.quality(), task.outputs(), truth, outputs))));
  }
}
