package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What each modality is worth: its share of v(all) − v(∅), which the values sum up to.
 *
 * @param values φ_i
 * @param none v(∅), every modality absent
 * @param all v(all), none absent
 * @param standardErrors of each φ_i, for the orders that were drawn; empty where it is exact
 */
public record ShapleyValues(
    PerModality<Double> values,
    double none,
    double all,
    Optional<PerModality<Double>> standardErrors) {

  /**
   * The values of a game.
   *
   * @param v the worth of every coalition of the plan
   */
  public static ShapleyValues of(ShapleyPlan plan, ToDoubleFunction<Set<Modality>> v) {
    return new ShapleyValues(
        PerModality.of(plan.modalities(), modality -> plan.sum(modality).from(v)),
        v.applyAsDouble(Set.of()),
        v.applyAsDouble(Set.copyOf(plan.modalities())),
        plan.isExact()
            ? Optional.empty()
            : Optional.of(PerModality.of(plan.modalities(), m -> standardError(plan, m, v))));
  }

  /** s / √M of the M marginal contributions. */
  private static double standardError(
      ShapleyPlan plan, Modality modality, ToDoubleFunction<Set<Modality>> v) {
    List<List<Modality>> orders = plan.orders();
    double[] marginal = new double[orders.size()];
    double sum = 0;
    for (int o = 0; o < marginal.length; o++) {
      int place = orders.get(o).indexOf(modality);
      marginal[o] =
          v.applyAsDouble(ShapleyPlan.first(orders.get(o), place + 1))
              - v.applyAsDouble(ShapleyPlan.first(orders.get(o), place));
      sum += marginal[o];
    }
    double squares = 0;
    for (double contribution : marginal) {
      squares += Math.pow(contribution - sum / marginal.length, 2);
    }
    return Math.sqrt(squares / (marginal.length - 1) / marginal.length);
  }
}
