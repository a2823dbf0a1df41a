package io.evenkeel.report;

import static io.evenkeel.report.Markup.count;
import static io.evenkeel.report.Markup.share;
import static io.evenkeel.report.Markup.signed;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.report.Table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the runs came to, as tables: one of training, one of each split. */
record RunTables(RunSet set) {
  private static final String SKIPPED = "skipped_clips";

  /** A table of how training went. */
  String training() {
    List<List<String>> rows = new ArrayList<>();
    boolean clips = set.runs().stream().anyMatch(run -> run.summary().has(SKIPPED));
    for (RunRecord run : set.runs()) {
      JsonNode s = run.summary();
      double[] epochs = run.history().numbers("epoch");
      double far = epochs.length == 0 ? 0 : epochs[epochs.length - 1];
      List<String> row =
          new ArrayList<>(
              List.of(
                  run.name(),
                  run.finished() ? run.strategy() : "unfinished",
                  s.path("seed").asText("–"),
                  count(s.path("epochs").asDouble(far)),
                  count(RunRecord.number(s.path("best_epoch"))),
                  share(RunRecord.number(s.path("validation").path("accuracy"))),
                  signed(RunRecord.number(s.path("d_speed"))),
                  seconds(RunRecord.number(s.path("seconds"))),
                  share(RunRecord.number(s.path("wait_share"))),
                  count(RunRecord.number(s.path("peak_memory_mib")))));
      if (clips) {
        row.add(skipped(s.path(SKIPPED)));
      }
      rows.add(row);
    }
    List<Columns> columns =
        new ArrayList<>(
            List.of(
                Columns.single("strategy"),
                Columns.single("seed"),
                Columns.single("epochs"),
                Columns.single("best epoch"),
                Columns.single("validation %"),
                Columns.single("d_speed"),
                Columns.single("seconds"),
                Columns.single("waiting %"),
                Columns.single("peak MiB")));
    String caption =
        "Training. Validation "
            + set.metric()
            + " is that of the best epoch; waiting is that for data.";
    if (clips) {
      columns.add(Columns.single("clips left out"));
      caption +=
          " Clips left out are those of train, validation and test that could not be decoded.";
    }
    return new Table(caption, columns, rows).html();
  }

  private static String skipped(JsonNode clips) {
    return clips.isObject()
        ? "%d, %d, %d"
            .formatted(
                clips.path("train").asInt(),
                clips.path("validation").asInt(),
                clips.path("test").asInt())
        : "–";
  }

  private static String seconds(double seconds) {
    return Double.isFinite(seconds) ? String.format(Locale.ROOT, "%,.1f", seconds) : "–";
  }

  /** How many samples lack each modality; nothing where none does. */
  String missing() {
    List<List<String>> rows = new ArrayList<>();
    for (RunRecord run : set.finished()) {
      run.summary()
          .path("missing")
          .properties()
          .forEach(
              split -> {
                List<String> row = new ArrayList<>(List.of(run.name(), split.getKey()));
                set.modalities()
                    .forEach(m -> row.add(count(RunRecord.number(split.getValue().path(m)))));
                rows.add(row);
              });
    }
    if (rows.isEmpty()) {
      return "";
    }
    return new Table(
            "Samples that lack a modality. They count neither in the loss nor in the "
                + set.metric()
                + " of its branch, and its branch not in their prediction.",
            List.of(Columns.single("split"), new Columns("samples without", set.modalities())),
            rows)
        .html();
  }

  /** A table of one split. */
  String split(String split) {
    List<String> modalities = set.modalities();
    boolean multimodal = set.finished().stream().anyMatch(r -> r.modalities().size() > 1);
    List<Columns> columns = new ArrayList<>();
    columns.add(Columns.single("prediction %"));
    columns.add(new Columns("branch %", modalities));
    if (multimodal) {
      columns.add(new Columns("branch alone %", modalities));
      columns.add(new Columns("u of the others, given", modalities));
      columns.add(Columns.single("d_util"));
    }
    List<List<String>> rows = new ArrayList<>();
    for (RunRecord run : set.finished()) {
      rows.add(row(run, split, multimodal));
    }
    String meaning = set.meaning(split);
    String caption =
        "Split "
            + split
            + (meaning.isEmpty() ? "." : " – " + meaning + ".")
            + (multimodal && split.equals(set.utilizationSplit())
                ? " u and d_util are quoted on this split."
                : "")
            + (set.finished().stream().allMatch(r -> r.interval(split, "accuracy").isEmpty())
                ? ""
                : " Below each value its 95 % interval over samples: other seeds are not in it.");
    return new Table(caption, columns, rows).html();
  }

  private List<String> row(RunRecord run, String split, boolean multimodal) {
    JsonNode node = run.split(split);
    List<String> row = new ArrayList<>();
    row.add(run.name());
    row.add(share(run.accuracy(split)) + shares(run.interval(split, "accuracy")));
    set.modalities()
        .forEach(
            m ->
                row.add(
                    share(of(node, "branch_accuracy", m))
                        + shares(run.interval(split, "branch_accuracy", m))));
    if (multimodal) {
      boolean several = run.modalities().size() > 1;
      set.modalities().forEach(m -> row.add(several ? isolated(run, split, m) : share(Double.NaN)));
      set.modalities()
          .forEach(m -> row.add(signed(of(node, "cur", m)) + rates(run.interval(split, "cur", m))));
      row.add(signed(RunRecord.number(node.path("d_util"))) + rates(run.interval(split, "d_util")));
    }
    return row;
  }

  private static String isolated(RunRecord run, String split, String modality) {
    return share(of(run.split(split), "isolated_accuracy", modality))
        + shares(run.interval(split, "isolated_accuracy", modality));
  }

  /** An interval of an accuracy as the note of a cell. */
  private static String shares(Range interval) {
    return interval.isEmpty() ? "" : "\n" + share(interval.low()) + "–" + share(interval.high());
  }

  /** An interval of a rate, whose ends have signs, as the note of a cell. */
  private static String rates(Range interval) {
    return interval.isEmpty()
        ? ""
        : "\n" + signed(interval.low()) + " … " + signed(interval.high());
  }

  private static double of(JsonNode split, String key, String modality) {
    return RunRecord.number(split.path(key).path(modality));
  }
}
