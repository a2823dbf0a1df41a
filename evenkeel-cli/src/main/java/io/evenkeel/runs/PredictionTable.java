package io.evenkeel.runs;

import io.evenkeel.files.WholeFile;
import io.evenkeel.measure.Answers;
import io.evenkeel.measure.Answers.BranchAnswers;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.Diagnosis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row for each sample: {@code split,index,label,predicted}, then {@code predicted_<modality>} of
 * every f_i and {@code isolated_<modality>} of every f'_i.
 *
 * @param diagnoses of the same network, at least one
 */
public record PredictionTable(List<Diagnosis> diagnoses) {

  /** Writes the table as CSV, whole or not at all. */
  public void write(Path file) {
    StringBuilder text = new StringBuilder(header());
    for (Diagnosis diagnosis : diagnoses) {
      Answers answers = diagnosis.answers();
      List<int[]> columns = columns(answers);
      for (int i = 0; i < answers.samples(); i++) {
        text.append(diagnosis.split()).append(',').append(i);
        for (int[] column : columns) {
          text.append(',').append(column[i]);
        }
        text.append('\n');
      }
    }
    WholeFile.write(file, text.toString());
  }

  private String header() {
    List<String> columns = new ArrayList<>(List.of("split", "index", "label", "predicted"));
    List<Modality> modalities = diagnoses.get(0).answers().branches().modalities();
    modalities.forEach(m -> columns.add("predicted_" + m));
    modalities.forEach(m -> columns.add("isolated_" + m));
    return columns.stream().collect(Collectors.joining(",", "", "\n"));
  }

  private static List<int[]> columns(Answers answers) {
    List<int[]> columns = new ArrayList<>(List.of(answers.labels(), answers.prediction()));
    answers.branches().values().stream().map(BranchAnswers::fused).forEach(columns::add);
    answers.branches().values().stream().map(BranchAnswers::isolated).forEach(columns::add);
    return columns;
  }
}
