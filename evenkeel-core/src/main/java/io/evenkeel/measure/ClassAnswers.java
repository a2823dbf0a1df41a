package io.evenkeel.measure;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The class that a network gave to every sample of one split, beside the true one.
 *
 * @param classNames what people call the classes, by label
 * @param labels the true class of each sample, in 0 … classes − 1
 * @param prediction argmax of ŷ = mean_i ŷ_i
 * @param branches what each branch answered
 * @param presence for each modality which samples have it; empty where every sample has every one
 */
public record ClassAnswers(
    List<String> classNames,
    int[] labels,
    int[] prediction,
    PerModality<BranchAnswers> branches,
    Optional<PerModality<boolean[]>> presence)
    implements Answers {

  /** Answers to samples that have every modality. */
  public ClassAnswers(
      List<String> classNames,
      int[] labels,
      int[] prediction,
      PerModality<BranchAnswers> branches) {
    this(classNames, labels, prediction, branches, Optional.empty());
  }

  /**
   * What one branch answered.
   *
   * @param fused argmax of f_i, with cross-modal flow
   * @param isolated argmax of f'_i, without
   */
  public record BranchAnswers(int[] fused, int[] isolated) {}

  /** Keeps its own copy of the list and checks that there is an answer to every sample. */
  public ClassAnswers {
    classNames = List.copyOf(classNames);
    requireOneEach(labels, prediction);
    for (BranchAnswers branch : branches.values()) {
      requireOneEach(labels, branch.fused());
      requireOneEach(labels, branch.isolated());
    }
  }

  private static void requireOneEach(int[] labels, int[] answers) {
    if (answers.length != labels.length) {
      throw new IllegalArgumentException(
          answers.length + " answers to " + labels.length + " samples");
    }
  }

  /** How many classes there are. */
  public int classes() {
    return classNames.size();
  }

  @Override
  public Quality quality() {
    return Quality.ACCURACY;
  }

  @Override
  public int samples() {
    return labels.length;
  }

  @Override
  public List<Modality> modalities() {
    return branches.modalities();
  }

  /** Whether a sample has a modality. */
  boolean has(Modality modality, int sample) {
    return presence.map(each -> each.get(modality)[sample]).orElse(true);
  }

  /** How often each true class was given each of these answers. */
  public ConfusionMatrix confusion(int[] answers) {
    return ConfusionMatrix.of(classes(), labels, answers);
  }

  /** The same of the samples that have a modality, for the answers of its branch. */
  public ConfusionMatrix confusion(Modality modality, int[] answers) {
    if (presence.isEmpty()) {
      return confusion(answers);
    }
    int[] having = IntStream.range(0, labels.length).filter(s -> has(modality, s)).toArray();
    return ConfusionMatrix.of(
        classes(),
        IntStream.of(having).map(s -> labels[s]).toArray(),
        IntStream.of(having).map(s -> answers[s]).toArray());
  }
}
