package io.evenkeel.measure;

import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a branch owes to each other modality: the conditional utilization rate with one message cut
 * in place of all.
 *
 * <p>u(m_j|m_i) = (A(f_i) − A(f_i without j → i)) / A(f_i); for N = 2 it is that of Wu et al., ICML
 * 2022.
 *
 * @param fused A(f_i)
 * @param cut A(f_i) with the message of one other modality replaced by its mean
 */
public record PairUtilization(PerModality<Double> fused, Map<Link, Double> cut) {
  /** Keeps its own copy of the map. */
  public PairUtilization {
    cut = Map.copyOf(cut);
  }

  /** u of the modality that a link comes from, given the one that it goes to; empty where A ≤ 0. */
  public OptionalDouble of(Link link) {
    return new Utilization.BranchAccuracy(fused.get(link.to()), accuracy(link)).utilization();
  }

  /** The same given a modality, of another. */
  public OptionalDouble of(Modality other, Modality given) {
    return of(new Link(other, given));
  }

  /** A(f_i) with this link cut. */
  public double accuracy(Link link) {
    Double accuracy = cut.get(link);
    if (accuracy == null) {
      throw new IllegalArgumentException("nobody has cut " + link);
    }
    return accuracy;
  }
}
