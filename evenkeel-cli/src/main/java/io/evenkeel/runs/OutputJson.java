package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.measure.NumberAnswers;
import io.evenkeel.measure.OutputRow;
import io.evenkeel.measure.Quality;
import io.evenkeel.modality.PerModality;
import java.util.OptionalDouble;

/** What diagnosis.json says of each label or quantity. */
final class OutputJson {
  /** A figure of more points shows no more. */
  private static final int MOST_POINTS = 400;

  private OutputJson() {}

  /** A row for each label or quantity; of quantities with samples evenly spread over the split. */
  static ArrayNode rows(NumberAnswers answers) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    int output = 0;
    for (OutputRow of : OutputRow.all(answers)) {
      ObjectNode row = rows.addObject();
      row.put("name", of.name());
      row.put("mean", of.mean());
      JsonNumbers.put(row, "score", of.score());
      putEach(row.putObject("branch_score"), of.branches());
      putEach(row.putObject("isolated_score"), of.isolated());
      if (answers.quality() == Quality.R2) {
        row.set("points", points(answers, output));
      }
      output++;
    }
    return rows;
  }

  private static void putEach(ObjectNode node, PerModality<OptionalDouble> scores) {
    scores.forEach((modality, score) -> JsonNumbers.put(node, modality.name(), score));
  }

  private static ArrayNode points(NumberAnswers answers, int output) {
    ArrayNode points = JsonNodeFactory.instance.arrayNode();
    int shown = Math.min(MOST_POINTS, answers.samples());
    for (int k = 0; k < shown; k++) {
      int sample = (int) ((long) k * answers.samples() / shown);
      double predicted = answers.predictionOf(sample, output);
      if (Double.isFinite(predicted)) {
        points.addArray().add(answers.truthOf(sample, output)).add(predicted);
      }
    }
    return points;
  }
}
