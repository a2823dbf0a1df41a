package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers that a network gave of every sample of one split, beside the true ones.
 *
 * @param quality A(·): {@link Quality#MEAN_AVERAGE_PRECISION} of labels, {@link Quality#R2} of
 *     quantities
 * @param names of the labels or quantities
 * @param truth samples × names, sample by sample: 1 where a label applies and 0 elsewhere, or the
 *     values of the quantities
 * @param prediction likewise; of labels more is more likely
 * @param branches what each branch gave, likewise
 * @param presence for each modality which samples have it; empty where every sample has every one
 */
public record NumberAnswers(
    Quality quality,
    List<String> names,
    double[] truth,
    double[] prediction,
    PerModality<BranchNumbers> branches,
    Optional<PerModality<boolean[]>> presence)
    implements Answers {

  /**
   * What one branch gave.
   *
   * @param fused by f_i, with cross-modal flow
   * @param isolated by f'_i, without
   */
  public record BranchNumbers(double[] fused, double[] isolated) {}

  /** Keeps its own copy of the names and checks that there is a number for each truth. */
  public NumberAnswers {
    names = List.copyOf(names);
    requireOneEach(truth, prediction);
    for (BranchNumbers branch : branches.values()) {
      requireOneEach(truth, branch.fused());
      requireOneEach(truth, branch.isolated());
    }
  }

  private static void requireOneEach(double[] truth, double[] given) {
    if (given.length != truth.length) {
      throw new IllegalArgumentException(given.length + " numbers for " + truth.length);
    }
  }

  @Override
  public int samples() {
    return truth.length / names.size();
  }

  @Override
  public List<Modality> modalities() {
    return branches.modalities();
  }

  /** A of these outputs on every sample of a split, as {@link #prediction} is laid out. */
  public static double score(Quality quality, int width, double[] truth, double[] outputs) {
    return scoring(quality, width, truth, outputs).mean(once(truth.length / width));
  }

  /** A of these outputs on those samples that have a modality. */
  public static double score(
      Quality quality, int width, double[] truth, double[] outputs, boolean[] has) {
    return scoring(quality, width, truth, outputs).mean(counted(once(has.length), has));
  }

  /** The score of each output of the prediction; empty where the truth leaves it undefined. */
  public List<OptionalDouble> each() {
    return defined(scoring(prediction).each(once(samples())));
  }

  /** The same of each f_i, on the samples that have its modality. */
  public PerModality<List<OptionalDouble>> eachFused() {
    return branches.mapWithModality((m, b) -> ofBranch(m, b.fused()));
  }

  /** The same of each f'_i. */
  public PerModality<List<OptionalDouble>> eachIsolated() {
    return branches.mapWithModality((m, b) -> ofBranch(m, b.isolated()));
  }

  /** The true number of one output of a sample. */
  public double truthOf(int sample, int output) {
    return truth[sample * names.size() + output];
  }

  /** The number that the network gave for it. */
  public double predictionOf(int sample, int output) {
    return prediction[sample * names.size() + output];
  }

  private List<OptionalDouble> ofBranch(Modality modality, double[] outputs) {
    return defined(scoring(outputs).each(counted(modality, once(samples()))));
  }

  private static List<OptionalDouble> defined(double[] scores) {
    return Arrays.stream(scores).mapToObj(OutputScore::defined).toList();
  }

  /** How often samples count in a branch that count so often at all. */
  int[] counted(Modality modality, int[] counts) {
    return presence.map(each -> counted(counts, each.get(modality))).orElse(counts);
  }

  private static int[] counted(int[] counts, boolean[] has) {
    int[] counted = counts.clone();
    for (int sample = 0; sample < counted.length; sample++) {
      counted[sample] = has[sample] ? counted[sample] : 0;
    }
    return counted;
  }

  private static int[] once(int samples) {
    int[] once = new int[samples];
    Arrays.fill(once, 1);
    return once;
  }

  OutputScore scoring(double[] outputs) {
    return scoring(quality, names.size(), truth, outputs);
  }

  static OutputScore scoring(Quality quality, int width, double[] truth, double[] outputs) {
    return switch (quality) {
      case MEAN_AVERAGE_PRECISION -> new AveragePrecision(width, truth, outputs);
      case R2 -> new Determination(width, truth, outputs);
      case ACCURACY -> throw new IllegalArgumentException("classes are no numbers");
    };
  }
}
