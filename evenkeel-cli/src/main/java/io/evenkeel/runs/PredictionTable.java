package io.evenkeel.runs;

import io.evenkeel.files.WholeFile;
import io.evenkeel.measure.Answers;
import io.evenkeel.measure.ClassAnswers;
import io.evenkeel.measure.NumberAnswers;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Diagnosis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A row for each sample: {@code split,index,label,predicted}, then {@code predicted_<modality>} of
 * every f_i and {@code isolated_<modality>} of every f'_i. Of labels and quantities {@code
 * true_<name>,predicted_<name>} for each, then {@code predicted_<modality>_<name>} and {@code
 * isolated_<modality>_<name>}. What a branch says of a sample that lacks its modality is left
 * empty.
 *
 * @param diagnoses of the same network, at least one
 */
public record PredictionTable(List<Diagnosis> diagnoses) {

  /**
   * A column of a split.
   *
   * @param name in the header line
   * @param cell of a sample
   */
  private record Column(String name, IntFunction<String> cell) {
    /** The same, empty where a sample lacks a modality. */
    Column of(Modality modality, Optional<PerModality<boolean[]>> presence) {
      return presence
          .map(p -> new Column(name, s -> p.get(modality)[s] ? cell.apply(s) : ""))
          .orElse(this);
    }
  }

  /** Writes the table as CSV, whole or not at all. */
  public void write(Path file) {
    StringBuilder text = new StringBuilder("split,index");
    columns(diagnoses.get(0).answers()).forEach(c -> text.append(',').append(quoted(c.name())));
    text.append('\n');
    for (Diagnosis diagnosis : diagnoses) {
      List<Column> columns = columns(diagnosis.answers());
      for (int i = 0; i < diagnosis.answers().samples(); i++) {
        text.append(diagnosis.split()).append(',').append(i);
        for (Column column : columns) {
          text.append(',').append(column.cell().apply(i));
        }
        text.append('\n');
      }
    }
    WholeFile.write(file, text.toString());
  }

  private static List<Column> columns(Answers answers) {
    return answers instanceof ClassAnswers classes
        ? columns(classes)
        : columns((NumberAnswers) answers);
  }

  private static List<Column> columns(ClassAnswers answers) {
    List<Column> columns = new ArrayList<>();
    columns.add(classes("label", answers.labels()));
    columns.add(classes("predicted", answers.prediction()));
    answers
        .branches()
        .forEach(
            (m, b) -> columns.add(classes("predicted_" + m, b.fused()).of(m, answers.presence())));
    answers
        .branches()
        .forEach(
            (m, b) ->
                columns.add(classes("isolated_" + m, b.isolated()).of(m, answers.presence())));
    return columns;
  }

  private static Column classes(String name, int[] classes) {
    return new Column(name, sample -> Integer.toString(classes[sample]));
  }

  private static List<Column> columns(NumberAnswers answers) {
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < answers.names().size(); k++) {
      String name = answers.names().get(k);
      int output = k;
      // Data sets hold truths in single precision; more digits would be none of theirs.
      columns.add(
          new Column("true_" + name, s -> Float.toString((float) answers.truthOf(s, output))));
      columns.add(numbers(answers, "predicted_" + name, k, answers.prediction()));
    }
    for (Modality m : answers.modalities()) {
      for (int k = 0; k < answers.names().size(); k++) {
        String name = m + "_" + answers.names().get(k);
        var branch = answers.branches().get(m);
        columns.add(
            numbers(answers, "predicted_" + name, k, branch.fused()).of(m, answers.presence()));
        columns.add(
            numbers(answers, "isolated_" + name, k, branch.isolated()).of(m, answers.presence()));
      }
    }
    return columns;
  }

  private static Column numbers(NumberAnswers answers, String name, int output, double[] numbers) {
    int width = answers.names().size();
    return new Column(name, sample -> Double.toString(numbers[sample * width + output]));
  }

  /** A name as RFC 4180 wants it. */
  private static String quoted(String name) {
    return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
