package io.evenkeel.sweep;

import io.evenkeel.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a sweep has come to, in sentences, each computed from the numbers. */
public record SweepWords(SweepOutcome outcome) {
  private static final int MOST_GROUPS = 5;

  /** The choice in one line. */
  public String headline() {
    return outcome
        .selection()
        .map(
            s -> s.best().point().label() + " is chosen: " + metric() + " " + text(s.best().mean()))
        .orElse("No point could be chosen");
  }

  /** What the headline leaves out. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(size());
    outcome
        .selection()
        .ifPresentOrElse(
            selection -> {
              selection
                  .runnerUp()
                  .map(second -> runnerUp(selection.best(), second))
                  .ifPresent(sentences::add);
              same(selection).ifPresent(sentences::add);
              optimism(selection).ifPresent(sentences::add);
            },
            () -> sentences.add("There is no point of which every run has finished."));
    if (!outcome.failed().isEmpty()) {
      sentences.add(failures());
    }
    data().ifPresent(sentences::add);
    return sentences;
  }

  /** The one look at the test split. */
  public Optional<String> test() {
    return outcome
        .test()
        .map(
            mean ->
                "On the test split, looked at once the choice was made: accuracy "
                    + text(mean, Criterion.Unit.SHARE)
                    + ".");
  }

  /** Points whose runs are the same, a sentence for each group. */
  public List<String> sameRuns() {
    List<List<PointTrials>> groups = outcome.sameRuns().repeated();
    List<String> sentences = new ArrayList<>();
    for (List<PointTrials> group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
      String points = group.stream().map(p -> p.point().label()).collect(Collectors.joining("; "));
      sentences.add("These points gave the same runs, byte for byte: " + points + ".");
    }
    if (groups.size() > MOST_GROUPS) {
      sentences.add("There are " + (groups.size() - MOST_GROUPS) + " more such groups.");
    }
    return sentences;
  }

  /** A mean with its interval, such as "71.2 ± 1.3 %". */
  public String text(Estimate mean) {
    return text(mean, outcome.sweep().criterion().unit());
  }

  private static String text(Estimate mean, Criterion.Unit unit) {
    return unit.number(mean.mean())
        + mean.interval().map(i -> " ± " + unit.number(i.halfWidth())).orElse("")
        + unit.sign();
  }

  private String metric() {
    return outcome.sweep().criterion().label();
  }

  private String size() {
    Sweep sweep = outcome.sweep();
    int seeds = sweep.seedCount();
    String order =
        switch (sweep.criterion().goal()) {
          case HIGHEST -> "the highest";
          case LOWEST -> "the lowest";
          case NEAREST_TO_ZERO -> "the nearest to 0";
        };
    return "%s, %s: chosen is %s mean %s."
        .formatted(
            counted(sweep.points().size(), "point"),
            seeds == 1 ? "one seed" : seeds + " seeds (± is a 95 % t interval over them)",
            order,
            sweep.criterion());
  }

  private String runnerUp(PointTrials best, Selection.RunnerUp second) {
    Criterion criterion = outcome.sweep().criterion();
    if (!criterion.prefers(best.mean().mean(), second.point().mean().mean())) {
      return second.point().point().label()
          + " has the same mean; on a tie the first point of the search is taken.";
    }
    String points = criterion.unit() == Criterion.Unit.SHARE ? " points" : "";
    String lead = text(second.lead()).replace(" %", points);
    String place =
        "The runner-up, "
            + second.point().point().label()
            + ", has "
            + text(second.point().mean())
            + ", behind by "
            + lead;
    return second
        .isWithinSpread()
        .map(
            within ->
                place
                    + " paired by seed: "
                    + (within
                        ? "within the spread, so that these seeds do not tell the two apart."
                        : "more than the spread of these seeds."))
        .orElse(place + "; one seed does not tell how much of that is chance.");
  }

  /** Points that are no worse than the chosen one because they are the same. */
  private Optional<String> same(Selection selection) {
    List<PointTrials> twins =
        outcome.points().stream()
            .filter(p -> !p.equals(selection.best()))
            .filter(p -> p.isComplete() && outcome.sameRuns().areSame(selection.best(), p))
            .toList();
    return twins.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The chosen point is the first of %d that gave the same runs."
                .formatted(twins.size() + 1));
  }

  private Optional<String> optimism(Selection selection) {
    long rivals = outcome.sameRuns().groups().size();
    return selection.runnerUp().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "As the best of %d it looks better on validation than it will on fresh data."
                .formatted(rivals));
  }

  private String failures() {
    long points = outcome.points().stream().filter(p -> !p.isComplete()).count();
    return "%s of %d failed; %s with a failed run cannot be chosen."
        .formatted(
            counted(outcome.failed().size(), "run"),
            outcome.trials().size(),
            counted(points, "point"));
  }

  /** Validation numbers compare only where the validation samples are the same. */
  private Optional<String> data() {
    List<String> keys =
        outcome.sweep().keys().stream()
            .filter(key -> key.startsWith("data.") && !key.equals("data.train_samples"))
            .toList();
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Beware: with "
                + String.join(", ", keys)
                + " the validation data may differ from point to point, and then their numbers do"
                + " not compare.");
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
