package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How A falls as modalities are spoilt, more at each level.
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
   * A when modalities are absent for a share of the samples.
   *
   * @param replies of each coalition that is then present
   * @param whole every modality
   * @param share of samples, in 0..1
   * @param places of those modalities that can be absent: for each sample its place in the order in
   *     which samples lose the modality
   */
  public static double absent(
      Replies<Set<Modality>> replies,
      Set<Modality> whole,
      double share,
      Map<Modality, int[]> places) {
    long absent = Math.round(share * replies.samples());
    return replies.mixed(
        sample -> {
          Set<Modality> present = new HashSet<>(whole);
          places.forEach(
              (modality, place) -> {
                if (place[sample] < absent) {
                  present.remove(modality);
                }
              });
          return present;
        });
  }

  /**
   * A to expect when each modality of each sample is absent with this probability, whatever the
   * others are: Σ_S (1 − p)^|S| p^(N − |S|) v(S), the multilinear extension of the game (Owen,
   * 1972), of an A that is a mean over samples.
   *
   * @param replies of every coalition of the modalities
   */
  public static double eachAbsent(
      Replies<Set<Modality>> replies, List<Modality> modalities, double probability) {
    if (!replies.quality().isMeanOverSamples()) {
      throw new IllegalArgumentException(replies.quality() + " is no mean over samples");
    }
    return ShapleyPlan.exact(modalities).coalitions().stream()
        .mapToDouble(
            s ->
                Math.pow(1 - probability, s.size())
                    * Math.pow(probability, modalities.size() - s.size())
                    * replies.score(s))
        .sum();
  }
}
