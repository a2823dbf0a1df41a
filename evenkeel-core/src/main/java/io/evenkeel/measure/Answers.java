package io.evenkeel.measure;

import io.evenkeel.modality.PerModality;
import java.util.List;

/**
 * The class that a network gave to every sample of one split, beside the true one.
 *
 * @param classNames what people call the classes, by label
 * @param labels the true class of each sample, in 0 … classes − 1
 * @param prediction argmax of ŷ = mean_i ŷ_i
 * @param branches what each branch answered
 */
public record Answers(
    List<String> classNames, int[] labels, int[] prediction, PerModality<BranchAnswers> branches) {

  /**
   * What one branch answered.
   *
   * @param fused argmax of f_i, with cross-modal flow
   * @param isolated argmax of f'_i, without
   */
  public record BranchAnswers(int[] fused, int[] isolated) {}

  /** Keeps its own copy of the list and checks that there is an answer to every sample. */
  public Answers {
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

  /** How many samples there are. */
  public int samples() {
    return labels.length;
  }

  /** How often each true class was given each of these answers. */
  public ConfusionMatrix confusion(int[] answers) {
    return ConfusionMatrix.of(classes(), labels, answers);
  }
}
