package io.evenkeel.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.HeldOut;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What points are chosen by: a number that summary.json gives for a validation split.
 *
 * @param split the split
 * @param measure the number
 * @param modality whose number it is, where each branch has one
 */
public record Criterion(String split, Measure measure, Optional<String> modality) {
  /** What a sweep selects by unless it is told otherwise. */
  public static final String DEFAULT = "validation.accuracy";

  /**
   * What rounding may put between two means of the same sum, as a share of them: the mean of 0.1
   * and 0.2 is not quite that of 0.15 and 0.15.
   */
  private static final double ROUNDING = 1e-12;

  private static final List<String> SPLITS = List.of("validation", "validation-matched");
  private static final List<String> MEASURED_ON_TEST = List.of("cur", "d_util");
  private static final String VALIDATION =
      "a metric of a validation split such as "
          + DEFAULT
          + ": nothing is ever chosen on the test set, or its result would look better than it is";

  /** The numbers of a split that can be selected by. */
  public enum Measure {
    ACCURACY("accuracy", Goal.HIGHEST, Unit.SHARE),
    BRANCH_ACCURACY("branch_accuracy", Goal.HIGHEST, Unit.SHARE),
    ISOLATED_ACCURACY("isolated_accuracy", Goal.HIGHEST, Unit.SHARE),
    LOSS("loss", Goal.LOWEST, Unit.NUMBER),
    /** Its distance from 0, which is even use of the modalities. */
    D_UTIL("d_util", Goal.NEAREST_TO_ZERO, Unit.NUMBER);

    private final String key;
    private final Goal goal;
    private final Unit unit;

    Measure(String key, Goal goal, Unit unit) {
      this.key = key;
      this.goal = goal;
      this.unit = unit;
    }

    private boolean isOfABranch() {
      return this == BRANCH_ACCURACY || this == ISOLATED_ACCURACY;
    }
  }

  /** Which numbers are good. */
  public enum Goal {
    HIGHEST,
    LOWEST,
    NEAREST_TO_ZERO
  }

  /** How numbers are written. */
  public enum Unit {
    /** In 0..1, written in percent. */
    SHARE(" %"),
    NUMBER("");

    private final String sign;

    Unit(String sign) {
      this.sign = sign;
    }

    /** What follows a number. */
    String sign() {
      return sign;
    }

    /** A value without its sign. */
    String number(double value) {
      return this == SHARE
          ? String.format(Locale.ROOT, "%.1f", 100 * value)
          : String.format(Locale.ROOT, "%.4f", value);
    }

    String text(double value) {
      return number(value) + sign;
    }
  }

  /**
   * Reads a criterion as users write it: {@code validation.accuracy}, {@code
   * validation-matched.d_util}, {@code validation.branch_accuracy.gray}.
   *
   * @throws BadInputException for a number of a test split, saying why, and for whatever is no
   *     number of a validation split
   */
  public static Criterion parse(String text) {
    List<String> parts = List.of(text.strip().replaceFirst("^splits\\.", "").split("\\.", -1));
    if (parts.get(0).startsWith("test") || MEASURED_ON_TEST.contains(parts.get(0))) {
      String where =
          parts.get(0).startsWith("test") ? "" : " (summary.json has it of a test split)";
      throw new BadInputException("--select", text + where, VALIDATION);
    }
    for (Measure measure : Measure.values()) {
      int length = measure.isOfABranch() ? 3 : 2;
      if (SPLITS.contains(parts.get(0))
          && parts.size() == length
          && parts.get(1).equals(measure.key)
          && !parts.get(length - 1).isEmpty()) {
        return new Criterion(
            parts.get(0),
            measure,
            measure.isOfABranch() ? Optional.of(parts.get(2)) : Optional.empty());
      }
    }
    throw new BadInputException(
        "--select",
        text,
        "SPLIT.accuracy, .loss, .d_util, .branch_accuracy.MODALITY or .isolated_accuracy.MODALITY"
            + " with validation or validation-matched for SPLIT");
  }

  /** Checks that data have the split. */
  void requireSplit(DataSplits data) {
    List<String> names = data.probes().stream().map(HeldOut::name).toList();
    if (!names.contains(split)) {
      throw new BadInputException(
          "--select",
          this + ", but these data have no split " + split,
          "a validation split of " + names);
    }
  }

  /** Checks that a recipe has the modalities that this criterion speaks of. */
  public void requireModalities(Recipe recipe) {
    List<String> modalities = recipe.data().modalities();
    if (modality.isPresent() && !modalities.contains(modality.get())) {
      throw new BadInputException("--select", toString(), "a modality among " + modalities);
    }
    if (measure == Measure.D_UTIL && modalities.size() < 2) {
      throw new BadInputException(
          "--select", toString() + " of " + modalities, "a measure that one modality has, too");
    }
  }

  public Goal goal() {
    return measure.goal;
  }

  public Unit unit() {
    return measure.unit;
  }

  /**
   * What a run's summary says; without its sign where it is to be near 0, and empty where it is
   * undefined.
   */
  public OptionalDouble value(JsonNode summary) {
    JsonNode node = summary.path("splits").path(split).path(measure.key);
    JsonNode number = modality.isPresent() ? node.path(modality.get()) : node;
    if (!number.isNumber() || !Double.isFinite(number.asDouble())) {
      return OptionalDouble.empty();
    }
    double value = number.asDouble();
    return OptionalDouble.of(goal() == Goal.NEAREST_TO_ZERO ? Math.abs(value) : value);
  }

  /** The value in a run's summary, in words: "validation.accuracy 71.2 %". */
  public String told(JsonNode summary) {
    OptionalDouble value = value(summary);
    return label() + " " + (value.isPresent() ? unit().text(value.getAsDouble()) : "undefined");
  }

  /** Whether a value is better than another one; not where rounding alone parts them. */
  public boolean prefers(double value, double other) {
    double lead = goal() == Goal.HIGHEST ? value - other : other - value;
    return lead > ROUNDING * Math.max(Math.abs(value), Math.abs(other));
  }

  /** The criterion as {@link #parse} reads it. */
  @Override
  public String toString() {
    return split + "." + measure.key + modality.map(m -> "." + m).orElse("");
  }

  /** What is compared: "validation.accuracy", and "|validation.d_util|" where signs go. */
  public String label() {
    return goal() == Goal.NEAREST_TO_ZERO ? "|" + this + "|" : toString();
  }
}
