package io.evenkeel.advise;

import io.evenkeel.report.Grid;
import io.evenkeel.statistics.Estimate;
import io.evenkeel.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A piece of advice in words and tables. */
public record AdviceWords(Advice advice) {
  private static final String NONE = "–";

  /** The answer in one line. */
  public String headline() {
    String unused =
        advice.use().leaning().isClear()
            ? advice.use().leaning().modality() + " is under-used"
            : "no modality is clearly under-used";
    return advice
        .remedy()
        .map(trial -> unused + "; " + trial.remedy().label() + " helps")
        .orElse(unused + "; no remedy clearly helps");
  }

  /** What the headline stands on, a sentence or two each. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(leaning());
    sentences.add(remedy());
    advice
        .remedy()
        .flatMap(Trial::result)
        .ifPresent(
            result ->
                sentences.add(
                    "It costs %.2f times the time of plain training.".formatted(result.cost())));
    sentences.add(size());
    return List.copyOf(sentences);
  }

  private String leaning() {
    Use.Leaning leaning = advice.use().leaning();
    Estimate lead = leaning.lead().estimate();
    boolean byUse = leaning.basis() == Use.Basis.UTILIZATION;
    String what =
        byUse
            ? "Cut off from the others, the branch of %s loses the largest share of its %s: %s more than the next"
                .formatted(leaning.modality(), advice.metric().label(), points(lead))
            : "Beside the others, the branch of %s stays furthest below what %s gives alone: %s more than the next"
                .formatted(leaning.modality(), leaning.modality(), points(lead));
    String doubt = leaning.isClear() ? "" : ", which these seeds do not tell from chance";
    return what + doubt + " (vanilla, " + advice.use().split() + " split).";
  }

  private String remedy() {
    Optional<Trial> found = advice.remedy();
    if (found.isEmpty()) {
      return "No remedy was clearly above plain training on validation data"
          + " with these seeds: the recipe to use is plain training.";
    }
    Trial.Result result = found.get().result().orElseThrow();
    return "%s is %s above plain training on validation data; on the test split, which nothing was chosen on, %s."
        .formatted(
            found.get().remedy().label(),
            points(result.gain().estimate()),
            signedPoints(result.testGain().estimate()));
  }

  private String size() {
    Plan plan = advice.plan();
    return "Every number is of runs with %d training samples, %d epochs and %d seeds, with 95 %% t intervals; it took %s."
        .formatted(plan.samples(), plan.epochs(), plan.seeds(), Budget.words(advice.seconds()));
  }

  /** How plain training uses each modality. */
  public Grid uses() {
    List<List<String>> rows = new ArrayList<>();
    for (ModalityUse use : advice.use().modalities()) {
      rows.add(
          List.of(
              use.modality(),
              percent(use.alone()),
              percent(use.fused()),
              percent(use.isolated()),
              use.utilization().map(AdviceWords::percent).orElse(NONE),
              signedPoints(use.deficit().estimate())));
    }
    return new Grid(
        "How plain training uses each modality: %s in %% on the %s split."
            .formatted(advice.metric().label(), advice.use().split()),
        List.of("modality", "alone", "its branch", "cut off", "u(others | it)", "not learnt"),
        rows);
  }

  /** How far each remedy came. */
  public Grid remedies() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("vanilla", NONE, percent(advice.plain()), NONE, "1.00"));
    for (Trial trial : advice.trials()) {
      rows.add(row(trial));
    }
    return new Grid(
        "The remedies: %s in %% on the validation split, which all choices are made on."
            .formatted(advice.metric().label()),
        List.of("remedy", "rounds", "validation", "gain", "cost"),
        rows);
  }

  private static List<String> row(Trial trial) {
    String rounds =
        trial.refusal().isPresent()
            ? "failed"
            : String.join(" → ", trial.rungs().stream().map(v -> number(100 * v)).toList());
    return trial
        .result()
        .map(
            result ->
                List.of(
                    trial.remedy().label(),
                    rounds,
                    percent(result.validation()),
                    signedPoints(result.gain().estimate()),
                    String.format(Locale.ROOT, "%.2f", result.cost())))
        .orElse(List.of(trial.remedy().label(), rounds, NONE, NONE, NONE));
  }

  /** Why remedies could not be tried. */
  public List<String> refusals() {
    return advice.trials().stream()
        .filter(trial -> trial.refusal().isPresent())
        .map(trial -> trial.remedy().label() + ": " + trial.refusal().orElseThrow())
        .toList();
  }

  private static String percent(Estimate estimate) {
    return number(100 * estimate.mean()) + spread(estimate);
  }

  private static String points(Estimate estimate) {
    return number(100 * estimate.mean()) + spread(estimate) + " points";
  }

  private static String signedPoints(Estimate estimate) {
    String number = number(100 * estimate.mean());
    boolean positive = !number.startsWith("−") && !number.equals("0.0");
    return (positive ? "+" : "") + number + spread(estimate);
  }

  private static String spread(Estimate estimate) {
    return estimate
        .interval()
        .map(Interval::halfWidth)
        .map(h -> " ± " + number(100 * h))
        .orElse("");
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.equals("-0.0") ? "0.0" : text.replace('-', '−');
  }
}
