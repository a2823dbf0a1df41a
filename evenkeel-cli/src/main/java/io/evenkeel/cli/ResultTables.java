package io.evenkeel.cli;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.runs.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The tables that commands end with. */
final class ResultTables {
  private ResultTables() {}

  /** One row a run, of its test split and of the split that u is quoted for. */
  static String comparison(List<Summary> summaries) {
    return rows(summaries, Summary::test, "test") + "\n" + utilization(summaries);
  }

  private static String rows(
      List<Summary> summaries, Function<Summary, Diagnosis> of, String split) {
    List<List<String>> rows = new ArrayList<>();
    List<Modality> modalities = of.apply(summaries.get(0)).utilization().branches().modalities();
    List<String> header =
        new ArrayList<>(List.of("on " + split, summaries.get(0).quality().brief() + " %"));
    header.addAll(branchHeader(modalities));
    header.addAll(List.of("d_util", "d_speed", "best epoch", "seconds"));
    rows.add(header);
    for (Summary s : summaries) {
      List<String> row = new ArrayList<>();
      row.add(s.strategy());
      row.add(Numbers.percent(of.apply(s).score().accuracy()));
      row.addAll(branchCells(of.apply(s)));
      row.add(Numbers.signed(of.apply(s).utilization().difference()));
      row.add(Numbers.signed(s.result().speeds().difference()));
      row.add(Integer.toString(s.result().bestEpoch()));
      row.add(String.format(Locale.ROOT, "%.1f", s.result().seconds()));
      rows.add(row);
    }
    return new TextTable(rows).text();
  }

  /** What a run took, beside its time, in one line. */
  static String resources(Summary summary) {
    String waiting =
        "waiting for data: %s %% of training".formatted(percent(summary.result().waitShare()));
    String later =
        summary.result().laterWaitShare().stream()
            .mapToObj(share -> ", %s %% after the first epoch".formatted(percent(share)))
            .findFirst()
            .orElse("");
    String memory =
        summary.peakMemoryMib().stream()
            .mapToObj(mib -> String.format(Locale.ROOT, "; peak memory: %,.0f MiB", mib))
            .findFirst()
            .orElse("");
    return waiting + later + memory;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String utilization(List<Summary> summaries) {
    Diagnosis main = summaries.get(0).main();
    return main.split().equals("test") ? "" : rows(summaries, Summary::main, main.split());
  }

  static List<String> branchHeader(List<Modality> modalities) {
    List<String> cells = new ArrayList<>();
    modalities.forEach(m -> cells.add(m + " %"));
    if (modalities.size() > 1) {
      modalities.forEach(m -> cells.add(m + " alone %"));
      modalities.forEach(m -> cells.add("u(others|" + m + ")"));
    }
    return cells;
  }

  static List<String> branchCells(Diagnosis d) {
    List<String> cells = new ArrayList<>();
    var branches = d.utilization().branches();
    branches.values().forEach(b -> cells.add(Numbers.percent(b.fused())));
    if (branches.size() > 1) {
      branches.values().forEach(b -> cells.add(Numbers.percent(b.isolated())));
      branches.modalities().forEach(m -> cells.add(Numbers.signed(d.utilization().of(m))));
    }
    return cells;
  }
}
