package io.evenkeel.cli;

import io.evenkeel.measure.AnswerIntervals;
import io.evenkeel.measure.ClassAnswers;
import io.evenkeel.measure.ClassScore;
import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.measure.ConfusionMatrix;
import io.evenkeel.measure.NumberAnswers;
import io.evenkeel.measure.Quality;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.runs.DiagnosedSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What {@code diagnose} prints.
 *
 * @param splits every diagnosed split, at least one
 */
record DiagnosisTables(List<DiagnosedSplit> splits) {
  /** A wider matrix does not fit a terminal. */
  private static final int MOST_CLASSES = 20;

  /** The measures of all splits, then the classes of each. */
  String text(boolean confusion) {
    StringBuilder text = new StringBuilder(measures());
    splits.get(0).intervals().ifPresent(i -> text.append(explanation(i)));
    for (DiagnosedSplit split : splits) {
      Diagnosis diagnosis = split.diagnosis();
      text.append("\n" + diagnosis.split() + ": " + diagnosis.meaning() + "\n");
      if (diagnosis.answers() instanceof ClassAnswers classes) {
        text.append(classes(classes));
        text.append(confusion ? confusion(classes) : "");
      } else {
        text.append(new OutputTable((NumberAnswers) diagnosis.answers()).text());
      }
    }
    return text.append('\n').toString();
  }

  private List<Modality> modalities() {
    return splits.get(0).diagnosis().answers().modalities();
  }

  private Quality quality() {
    return splits.get(0).diagnosis().answers().quality();
  }

  private String measures() {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("split", "samples", quality().brief() + " %"));
    header.addAll(ResultTables.branchHeader(modalities()));
    header.add("d_util");
    rows.add(header);
    for (DiagnosedSplit split : splits) {
      Diagnosis d = split.diagnosis();
      List<String> row = new ArrayList<>();
      row.add(d.split());
      row.add(Integer.toString(d.score().samples()));
      row.add(Numbers.percent(d.score().accuracy()));
      row.addAll(ResultTables.branchCells(d));
      row.add(Numbers.signed(d.utilization().difference()));
      rows.add(row);
      split.intervals().ifPresent(i -> rows.add(ends("  from", i, ConfidenceInterval::low)));
      split.intervals().ifPresent(i -> rows.add(ends("  to", i, ConfidenceInterval::high)));
    }
    return new TextTable(rows).text();
  }

  private List<String> ends(
      String name, AnswerIntervals intervals, ToDoubleFunction<ConfidenceInterval> end) {
    List<String> row = new ArrayList<>(List.of(name, ""));
    row.add(percent(intervals.accuracy(), end));
    intervals.branchAccuracy().values().forEach(i -> row.add(percent(i, end)));
    if (modalities().size() > 1) {
      intervals.isolatedAccuracy().values().forEach(i -> row.add(percent(i, end)));
      intervals.utilization().values().forEach(i -> row.add(signed(i, end)));
    }
    row.add(signed(intervals.difference(), end));
    return row;
  }

  private static String percent(
      ConfidenceInterval interval, ToDoubleFunction<ConfidenceInterval> end) {
    return Numbers.percent(end.applyAsDouble(interval));
  }

  private static String signed(
      Optional<ConfidenceInterval> interval, ToDoubleFunction<ConfidenceInterval> end) {
    return Numbers.signed(
        interval.isPresent()
            ? OptionalDouble.of(end.applyAsDouble(interval.get()))
            : OptionalDouble.empty());
  }

  private static String explanation(AnswerIntervals intervals) {
    return String.format(
        Locale.ROOT,
        "from, to: the 95 %% interval over samples (percentile bootstrap, %,d resamples) of this"
            + " trained network on this split; what another seed would give is not in it%n",
        intervals.resamples());
  }

  private String classes(ClassAnswers answers) {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("class", "samples", "recall %", "precision %"));
    boolean several = modalities().size() > 1;
    if (several) {
      modalities().forEach(m -> header.add(m + " %"));
      modalities().forEach(m -> header.add(m + " alone %"));
    }
    rows.add(header);
    for (ClassScore score : ClassScore.all(answers)) {
      List<String> row = new ArrayList<>();
      row.add(answers.classNames().get(score.label()));
      row.add(Integer.toString(score.samples()));
      row.add(Numbers.percent(score.recall()));
      row.add(Numbers.percent(score.precision()));
      if (several) {
        score.branchRecall().values().forEach(r -> row.add(Numbers.percent(r)));
        score.isolatedRecall().values().forEach(r -> row.add(Numbers.percent(r)));
      }
      rows.add(row);
    }
    return new TextTable(rows).text();
  }

  private static String confusion(ClassAnswers answers) {
    if (answers.classes() > MOST_CLASSES) {
      return "\nconfusion matrices of more than "
          + MOST_CLASSES
          + " classes are in diagnosis.json alone\n";
    }
    StringBuilder text = new StringBuilder();
    List<String> names = answers.classNames();
    text.append(matrix("prediction", names, answers.confusion(answers.prediction())));
    if (answers.branches().size() > 1) {
      answers
          .branches()
          .forEach(
              (m, b) -> text.append(matrix("branch " + m, names, answers.confusion(m, b.fused()))));
    }
    return text.toString();
  }

  private static String matrix(String name, List<String> classNames, ConfusionMatrix matrix) {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("true \\ " + name));
    for (int c = 0; c < matrix.classes(); c++) {
      // Names of many letters above every column would not fit a terminal.
      header.add(Integer.toString(c));
    }
    rows.add(header);
    for (int label = 0; label < matrix.classes(); label++) {
      List<String> row = new ArrayList<>(List.of(numbered(classNames.get(label), label)));
      for (int count : matrix.counts()[label]) {
        row.add(count == 0 ? "." : Integer.toString(count));
      }
      rows.add(row);
    }
    return "\n" + new TextTable(rows).text();
  }

  private static String numbered(String name, int label) {
    return name.equals(Integer.toString(label)) ? name : name + " " + label;
  }
}
