package io.evenkeel.cli;

import io.evenkeel.check.SplitFacts;
import io.evenkeel.check.SplitFacts.Spread;
import io.evenkeel.check.Survey;
import io.evenkeel.modality.Modality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What {@code check} prints. */
final class SurveyText {
  private static final int MOST_CLASSES = 40;

  private SurveyText() {}

  static String of(Survey survey) {
    StringBuilder text = new StringBuilder();
    if (!survey.splits().isEmpty()) {
      text.append(splits(survey.splits())).append('\n').append(balance(survey.splits()));
    }
    section(text, "weights", weights(survey.splits()));
    section(text, "broken", survey.broken());
    section(text, "groups in two splits", survey.tornGroups());
    section(text, "in two splits", survey.leaks());
    section(text, "worth a look", survey.remarks());
    text.append('\n').append(verdict(survey)).append('\n');
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append('\n').append(title).append(":\n");
      lines.forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }

  private static String splits(List<SplitFacts> splits) {
    List<Modality> modalities = splits.get(0).missing().modalities();
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("split", "samples"));
    modalities.forEach(modality -> header.add("without " + modality));
    rows.add(header);
    for (SplitFacts split : splits) {
      List<String> row = new ArrayList<>(List.of(split.name(), "" + split.samples()));
      split.missing().values().forEach(count -> row.add(count.toString()));
      rows.add(row);
    }
    return new TextTable(rows).text();
  }

  private static String balance(List<SplitFacts> splits) {
    List<String> names = splits.get(0).task().names();
    boolean isRegression = splits.get(0).counts().isEmpty();
    List<List<String>> rows = new ArrayList<>();
    if (isRegression || names.size() > MOST_CLASSES) {
      rows.add(
          isRegression
              ? List.of("quantity", "split", "least", "mean", "deviation", "greatest")
              : List.of("of " + names.size() + " classes", "smallest", "largest", "empty"));
      for (SplitFacts split : splits) {
        rows.addAll(isRegression ? quantities(split) : List.of(extremes(split)));
      }
      return new TextTable(rows).text();
    }
    List<String> header = new ArrayList<>(List.of("class"));
    splits.forEach(split -> header.add(split.name()));
    rows.add(header);
    for (int c = 0; c < names.size(); c++) {
      List<String> row = new ArrayList<>(List.of(names.get(c)));
      for (SplitFacts split : splits) {
        row.add(split.counts().get(c).toString());
      }
      rows.add(row);
    }
    return new TextTable(rows).text();
  }

  private static List<String> extremes(SplitFacts split) {
    return List.of(
        split.name(),
        Collections.min(split.counts()).toString(),
        Collections.max(split.counts()).toString(),
        Long.toString(split.counts().stream().filter(count -> count == 0).count()));
  }

  private static List<List<String>> quantities(SplitFacts split) {
    List<List<String>> rows = new ArrayList<>();
    for (int q = 0; q < split.quantities().size(); q++) {
      Spread of = split.quantities().get(q);
      rows.add(
          List.of(
              split.task().names().get(q),
              split.name(),
              number(of.least()),
              number(of.mean()),
              number(of.deviation()),
              number(of.greatest())));
    }
    return rows;
  }

  private static List<String> weights(List<SplitFacts> splits) {
    return splits.stream()
        .flatMap(
            split ->
                split.weights().stream()
                    .map(
                        of ->
                            "%s: %s to %s, %s in the mean"
                                .formatted(
                                    split.name(),
                                    number(of.least()),
                                    number(of.greatest()),
                                    number(of.mean()))))
        .toList();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String verdict(Survey survey) {
    if (!survey.isWhole()) {
      return "%d broken, %d groups in two splits"
          .formatted(survey.broken().size(), survey.tornGroups().size());
    }
    int looks = survey.leaks().size() + survey.remarks().size();
    return looks == 0
        ? "everything can be read, and nothing is odd"
        : "everything can be read; " + looks + (looks == 1 ? " thing" : " things") + " to look at";
  }
}
