package io.evenkeel.report;

import static io.evenkeel.report.Markup.element;
import static io.evenkeel.report.Markup.percent;
import static io.evenkeel.report.Markup.signed;

import io.evenkeel.measure.Quality;
import io.evenkeel.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result in words, computed from the numbers. */
record Headline(RunSet set) {
  /**
   * Runs that differ by their seed alone, as far as their summaries tell.
   *
   * @param name what the headline calls them
   * @param runs the runs, at least one
   * @param accuracy their mean accuracy on the result split
   * @param interval how uncertain it is
   */
  private record Standing(String name, List<RunRecord> runs, double accuracy, Interval interval) {
    String strategy() {
      return runs.get(0).strategy();
    }
  }

  String html() {
    List<Standing> standings = standings();
    return "<h1>" + parts(title(standings)) + "</h1>" + lede(standings) + unfinished();
  }

  /** A headline that breaks between runs where it can. */
  private static String parts(String title) {
    return Stream.of(title.split("(?<=, )"))
        .map(part -> element("span", part.strip()))
        .collect(Collectors.joining(" "));
  }

  /** The headline without markup, for the page's title. */
  String title() {
    return title(standings());
  }

  private String title(List<Standing> standings) {
    if (standings.isEmpty()) {
      return set.runs().size() == 1
          ? set.runs().get(0).name() + " has not finished"
          : "None of these " + set.runs().size() + " runs has finished";
    }
    String metric =
        set.runs().stream().allMatch(run -> run.quality() == Quality.ACCURACY)
            ? ""
            : set.metric() + " ";
    String best = standings.get(0).name() + " " + metric + percent(standings.get(0).accuracy());
    return best
        + " on "
        + set.resultSplit()
        + standings.stream()
            .skip(1)
            .map(s -> ", " + s.name() + " " + percent(s.accuracy()))
            .collect(Collectors.joining());
  }

  /** The best first. */
  private List<Standing> standings() {
    Map<String, List<RunRecord>> groups = new LinkedHashMap<>();
    for (RunRecord run : set.finished()) {
      String key = run.group().isEmpty() ? groupOf(run) : run.group();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(run);
    }
    boolean several = groups.values().stream().anyMatch(runs -> runs.size() > 1);
    List<Standing> standings = new ArrayList<>();
    groups.forEach(
        (key, runs) ->
            standings.add(
                standing(
                    runs.size() > 1
                        ? key + " (mean of " + runs.size() + ")"
                        : several ? key : runs.get(0).name(),
                    runs)));
    standings.sort(Comparator.comparingDouble(s -> -s.accuracy()));
    return standings;
  }

  private String groupOf(RunRecord run) {
    return run.modalities().size() == 1
        ? run.modalities().get(0) + " alone"
        : run.strategy() + key(run.modalities());
  }

  private String key(List<String> modalities) {
    return modalities.equals(set.modalities()) ? "" : " of " + String.join(", ", modalities);
  }

  private Standing standing(String name, List<RunRecord> runs) {
    String split = set.resultSplit();
    double accuracy = runs.stream().mapToDouble(r -> r.accuracy(split)).average().orElse(0);
    Interval interval =
        runs.size() == 1
            ? ofSamples(runs.get(0), split)
            : Interval.ofMean(runs.stream().mapToDouble(r -> r.accuracy(split)).toArray());
    return new Standing(name, runs, accuracy, interval);
  }

  /** Of an accuracy as of a proportion; of another quality, half of what resamples span. */
  private static Interval ofSamples(RunRecord run, String split) {
    double quality = run.accuracy(split);
    if (run.quality() == Quality.ACCURACY) {
      return Interval.ofSamples(quality, run.split(split).path("samples").asDouble(1));
    }
    Range interval = run.interval(split, "accuracy");
    return new Interval(quality, interval.isEmpty() ? 0 : (interval.high() - interval.low()) / 2);
  }

  private String lede(List<Standing> standings) {
    List<String> sentences = new ArrayList<>();
    if (standings.size() == 1 && !set.isGrouped()) {
      sentences.addAll(alone(standings.get(0).runs().get(0)));
    } else if (set.isGrouped()) {
      // What the groups differ by stands in sections of its own, pair by pair.
      intervals(standings).ifPresent(sentences::add);
    } else if (!standings.isEmpty()) {
      balanced(standings).ifPresent(sentences::add);
      intervals(standings).ifPresent(sentences::add);
      utilization().ifPresent(sentences::add);
      if (set.finished().stream().map(RunRecord::setting).distinct().count() > 1) {
        sentences.add("The recipes of these runs differ in more than strategy and seed.");
      }
      if (standings.stream().allMatch(s -> s.runs().size() == 1)) {
        sentences.add("Each is one run: another seed can move these numbers.");
      }
    }
    return sentences.isEmpty() ? "" : "<p class=\"lede\">" + text(sentences) + "</p>";
  }

  private static String text(List<String> sentences) {
    return Markup.escape(String.join(" ", sentences));
  }

  /** The spread over runs of one strategy, which differ by their seeds. */
  private static Optional<String> intervals(List<Standing> standings) {
    String intervals =
        standings.stream()
            .filter(s -> s.runs().size() > 1)
            .map(
                s ->
                    "%s %s ± %s"
                        .formatted(
                            s.name(),
                            Markup.share(s.accuracy()),
                            percent(s.interval().halfWidth())))
            .collect(Collectors.joining(", "));
    return intervals.isEmpty()
        ? Optional.empty()
        : Optional.of("With 95 % t intervals over runs: " + intervals + ".");
  }

  /** Whether balancing paid, as far as runs and test samples can tell. */
  private Optional<String> balanced(List<Standing> standings) {
    Optional<Standing> guided = only(standings, "guided");
    Optional<Standing> vanilla = only(standings, "vanilla");
    if (guided.isEmpty() || vanilla.isEmpty()) {
      return Optional.empty();
    }
    double gap = guided.get().accuracy() - vanilla.get().accuracy();
    boolean clear =
        Math.abs(gap)
            > Math.hypot(guided.get().interval().halfWidth(), vanilla.get().interval().halfWidth());
    String points = String.format(Locale.ROOT, "%.1f points", 100 * Math.abs(gap));
    if (!clear) {
      return Optional.of(
          "Balanced training made no clear difference here: "
              + points
              + (gap < 0 ? " below" : " above")
              + " plain training, within what these runs and a test set of this size can tell.");
    }
    return Optional.of(
        gap > 0
            ? "Balanced training is " + points + " above plain training."
            : "Balanced training did not help here: it is " + points + " below plain training.");
  }

  private static Optional<Standing> only(List<Standing> standings, String strategy) {
    List<Standing> found = standings.stream().filter(s -> s.strategy().equals(strategy)).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private Optional<String> utilization() {
    String split = set.utilizationSplit();
    String values =
        set.finished().stream()
            .filter(run -> run.split(split).path("d_util").isNumber())
            .map(run -> run.name() + " " + signed(run.split(split).path("d_util").asDouble()))
            .collect(Collectors.joining(", "));
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of("d_util on " + split + " (0 is even): " + values + ".");
  }

  private List<String> alone(RunRecord run) {
    List<String> sentences = new ArrayList<>();
    var split = run.split(set.resultSplit());
    if (run.modalities().size() < 2) {
      sentences.add("A network of one modality: there is nothing to balance.");
      return sentences;
    }
    for (String m : run.modalities()) {
      sentences.add(
          (run.quality() == Quality.ACCURACY
                  ? "Branch %s is right on %s, and on %s without the other modalities."
                  : "Branch %s: " + set.metric() + " %s, and %s without the others.")
              .formatted(
                  m,
                  percent(RunRecord.number(split.path("branch_accuracy").path(m))),
                  percent(RunRecord.number(split.path("isolated_accuracy").path(m)))));
    }
    utilization().ifPresent(sentences::add);
    sentences.add("Whether balancing helps takes a run of another strategy to compare with.");
    return sentences;
  }

  private String unfinished() {
    StringBuilder out = new StringBuilder();
    for (RunRecord run : set.runs()) {
      if (!run.finished()) {
        double[] epochs = run.history().numbers("epoch");
        double[] accuracy = run.history().numbers("validation_accuracy");
        String far =
            epochs.length == 0
                ? "It has not ended its first epoch."
                : "After epoch %s its validation %s was %s."
                    .formatted(
                        Markup.count(epochs[epochs.length - 1]),
                        set.metric(),
                        percent(accuracy[accuracy.length - 1]));
        out.append("<p class=\"notice\"><strong>Unfinished: ")
            .append(Markup.escape(run.name()))
            .append(".</strong> ")
            .append(far)
            .append(
                " It was interrupted, failed or is still training, and has no test results.</p>");
      }
    }
    return out.toString();
  }
}
