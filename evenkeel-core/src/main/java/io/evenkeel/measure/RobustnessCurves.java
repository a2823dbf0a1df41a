package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How accuracy falls as modalities are spoilt, more at each level.
 *
 * @param levels the levels, rising from 0
 * @param accuracy for each modality, A of the prediction at each level, that modality alone spoilt
 * @param every A at each level, every modality spoilt; empty where it is not known
 */
public record RobustnessCurves(
    List<Double> levels, PerModality<List<Double>> accuracy, Optional<List<Double>> every) {

  /** Keeps its own copy of the list. */
  public RobustnessCurves {
    levels = List.copyOf(levels);
  }

  /**
   * The accuracy when a modality is absent for a share of the samples.
   *
   * @param marks of the whole and of the whole without the modality
   * @param whole every modality
   * @param share of samples, in 0..1
   * @param order the samples, those that lose the modality first at its beginning
   */
  public static double absent(
      Marks<Set<Modality>> marks,
      Set<Modality> whole,
      Modality modality,
      double share,
      int[] order) {
    Set<Modality> without = new HashSet<>(whole);
    without.remove(modality);
    BitSet complete = marks.of(whole);
    BitSet partial = marks.of(without);
    long absent = Math.round(share * order.length);
    int right = 0;
    for (int i = 0; i < order.length; i++) {
      right += (i < absent ? partial : complete).get(order[i]) ? 1 : 0;
    }
    return (double) right / order.length;
  }

  /**
   * The accuracy to expect when each modality of each sample is absent with this probability,
   * whatever the others are: Σ_S (1 − p)^|S| p^(N − |S|) v(S), the multilinear extension of the
   * game (Owen, 1972).
   *
   * @param marks of every coalition of the modalities
   */
  public static double eachAbsent(
      Marks<Set<Modality>> marks, List<Modality> modalities, double probability) {
    return ShapleyPlan.exact(modalities).coalitions().stream()
        .mapToDouble(
            s ->
                Math.pow(1 - probability, s.size())
                    * Math.pow(probability, modalities.size() - s.size())
                    * marks.accuracy(s))
        .sum();
  }
}
