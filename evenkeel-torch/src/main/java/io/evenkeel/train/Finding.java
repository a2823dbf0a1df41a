package io.evenkeel.train;

import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.measure.GradientConflict;
import io.evenkeel.measure.PairUtilization;
import io.evenkeel.measure.PerceptualScores;
import io.evenkeel.measure.Reference;
import io.evenkeel.measure.RobustnessCurves;
import io.evenkeel.measure.ShapleyValues;
import io.evenkeel.measure.Utilization;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.PerModality;
import java.util.Map;
import java.util.Optional;

/** What a probe has found on one split; intervals are over samples, as of a diagnosis. */
public sealed interface Finding {

  /** The probe that found it. */
  Probe probe();

  /**
   * Shapley values of the modalities.
   *
   * @param orders how many orders were drawn; 0 where every coalition was asked
   * @param intervals of each value; empty where none were asked for
   */
  record Shapley(
      Reference reference,
      ShapleyValues values,
      int orders,
      Optional<PerModality<ConfidenceInterval>> intervals)
      implements Finding {
    @Override
    public Probe probe() {
      return Probe.SHAPLEY;
    }
  }

  /**
   * Perceptual scores.
   *
   * @param intervals of each normalized score; an interval is empty where the score is undefined,
   *     all of them where none were asked for
   */
  record Perceptual(PerceptualScores scores, PerModality<Optional<ConfidenceInterval>> intervals)
      implements Finding {
    @Override
    public Probe probe() {
      return Probe.PERCEPTUAL;
    }
  }

  /** Accuracies while modalities are absent for a share of the samples. */
  record Missing(Reference reference, RobustnessCurves curves) implements Finding {
    @Override
    public Probe probe() {
      return Probe.MISSING;
    }
  }

  /** Accuracies while one modality is noisy; levels are multiples of its deviation. */
  record Noise(RobustnessCurves curves) implements Finding {
    @Override
    public Probe probe() {
      return Probe.NOISE;
    }
  }

  /**
   * Utilization of each modality given each other.
   *
   * @param all u(m_{-i}|m_i), with every message cut
   * @param intervals of the pairwise rates that have one
   */
  record Pairwise(PairUtilization pairs, Utilization all, Map<Link, ConfidenceInterval> intervals)
      implements Finding {
    @Override
    public Probe probe() {
      return Probe.PAIRWISE;
    }
  }

  /**
   * Conflict of gradients.
   *
   * @param batches how many training batches were asked
   */
  record Gradients(GradientConflict conflict, int batches) implements Finding {
    @Override
    public Probe probe() {
      return Probe.GRADIENTS;
    }
  }
}
