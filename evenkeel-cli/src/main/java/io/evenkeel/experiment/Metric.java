package io.evenkeel.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.evenkeel.measure.Quality;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A quantity of a finished run, as its summary.json tells it.
 *
 * @param key its dotted path in the summary; the magnitude of a path's value between bars, as in
 *     {@code |d_util|}
 * @param title what tables call it
 * @param unit how its values are written
 */
public record Metric(String key, String title, Unit unit) {

  /** How values are written. */
  public enum Unit {
    /** A share in 0..1, written in percent. */
    PERCENT,
    /** A rate or a difference of rates around 0. */
    RATE,
    SECONDS;

    /** The number that is written for a value: 93.24 for a share of .9324. */
    double shown(double value) {
      return this == PERCENT ? 100 * value : value;
    }
  }

  static final Metric D_SPEED_MAGNITUDE = new Metric("|d_speed|", "|d_speed|", Unit.RATE);
  static final Metric D_UTIL_MAGNITUDE = new Metric("|d_util|", "|d_util|", Unit.RATE);

  /** The metrics of runs with these summaries; a run may lack some of them. */
  public static List<Metric> of(List<JsonNode> summaries) {
    Set<String> modalities = new LinkedHashSet<>();
    Set<String> fused = new LinkedHashSet<>();
    for (JsonNode summary : summaries) {
      summary.path("test").path("branch_accuracy").fieldNames().forEachRemaining(modalities::add);
      summary.path("cur").fieldNames().forEachRemaining(fused::add);
    }
    String quality =
        summaries.stream()
            .map(summary -> Quality.ofKey(summary.path("metric").asText()).brief())
            .distinct()
            .reduce((one, other) -> "A")
            .orElse(Quality.ACCURACY.brief());
    List<Metric> metrics = new ArrayList<>();
    metrics.add(new Metric("test.accuracy", "test " + quality + " %", Unit.PERCENT));
    modalities.forEach(
        m ->
            metrics.add(
                new Metric("test.branch_accuracy." + m, "branch " + m + " %", Unit.PERCENT)));
    fused.forEach(
        m -> metrics.add(new Metric("test.isolated_accuracy." + m, m + " alone %", Unit.PERCENT)));
    if (!fused.isEmpty()) {
      metrics.add(new Metric("d_util", "d_util", Unit.RATE));
      metrics.add(D_UTIL_MAGNITUDE);
      fused.forEach(m -> metrics.add(new Metric("cur." + m, "u(others | " + m + ")", Unit.RATE)));
      metrics.add(new Metric("d_speed", "d_speed", Unit.RATE));
      metrics.add(D_SPEED_MAGNITUDE);
    }
    metrics.add(new Metric("validation.accuracy", "validation " + quality + " %", Unit.PERCENT));
    metrics.add(new Metric("seconds", "seconds", Unit.SECONDS));
    return List.copyOf(metrics);
  }

  /** The value in a summary; empty where it is undefined or the run has no such quantity. */
  public OptionalDouble of(JsonNode summary) {
    boolean magnitude = key.startsWith("|");
    JsonNode node = summary.at("/" + key.replace("|", "").replace('.', '/'));
    // A branch that has no others is not isolated from them.
    boolean lone = key.startsWith("test.isolated_accuracy.") && summary.path("cur").isEmpty();
    if (!node.isNumber() || lone) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(magnitude ? Math.abs(node.asDouble()) : node.asDouble());
  }
}
