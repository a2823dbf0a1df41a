package io.evenkeel.measure;

import io.evenkeel.modality.PerModality;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How well one class is recognised.
 *
 * @param label the class
 * @param samples how many samples are of it
 * @param recall the share of them that the prediction has right; empty where there are none
 * @param precision the share of what was predicted as this class that is of it; empty where nothing
 *     was
 * @param branchRecall the recall of each f_i, on the samples that have its modality
 * @param isolatedRecall the recall of each f'_i
 */
public record ClassScore(
    int label,
    int samples,
    OptionalDouble recall,
    OptionalDouble precision,
    PerModality<OptionalDouble> branchRecall,
    PerModality<OptionalDouble> isolatedRecall) {

  /** A score for each class, in the order of the classes. */
  public static List<ClassScore> all(ClassAnswers answers) {
    ConfusionMatrix prediction = answers.confusion(answers.prediction());
    PerModality<ConfusionMatrix> fused =
        answers.branches().mapWithModality((m, b) -> answers.confusion(m, b.fused()));
    PerModality<ConfusionMatrix> isolated =
        answers.branches().mapWithModality((m, b) -> answers.confusion(m, b.isolated()));
    return IntStream.range(0, answers.classes())
        .mapToObj(
            label ->
                new ClassScore(
                    label,
                    prediction.samples(label),
                    prediction.recall(label),
                    prediction.precision(label),
                    fused.map(matrix -> matrix.recall(label)),
                    isolated.map(matrix -> matrix.recall(label))))
        .toList();
  }
}
