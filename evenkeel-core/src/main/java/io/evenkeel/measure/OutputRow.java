package io.evenkeel.measure;

import io.evenkeel.modality.PerModality;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How well one label or quantity is told: its average precision or its R², each empty where the
 * samples leave it undefined.
 *
 * @param name of the label or quantity
 * @param mean its mean over the samples; of a label, the share that has it
 * @param score of the prediction
 * @param branches of each f_i, on the samples that have its modality
 * @param isolated of each f'_i, likewise
 */
public record OutputRow(
    String name,
    double mean,
    OptionalDouble score,
    PerModality<OptionalDouble> branches,
    PerModality<OptionalDouble> isolated) {

  /** A row for each label or quantity, in their order. */
  public static List<OutputRow> all(NumberAnswers answers) {
    List<OptionalDouble> scores = answers.each();
    PerModality<List<OptionalDouble>> branches = answers.eachFused();
    PerModality<List<OptionalDouble>> isolated = answers.eachIsolated();
    return IntStream.range(0, answers.names().size())
        .mapToObj(
            output ->
                new OutputRow(
                    answers.names().get(output),
                    IntStream.range(0, answers.samples())
                        .mapToDouble(s -> answers.truthOf(s, output))
                        .average()
                        .orElse(0),
                    scores.get(output),
                    branches.map(each -> each.get(output)),
                    isolated.map(each -> each.get(output))))
        .toList();
  }
}
