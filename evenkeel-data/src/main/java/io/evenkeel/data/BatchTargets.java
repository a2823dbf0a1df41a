package io.evenkeel.data;

import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the samples of a batch beside their inputs.
 *
 * @param task what is to be told about each
 * @param labels the class of each sample; of another task than of classes, zeros
 * @param values the targets, samples × outputs, sample by sample; empty for a task of classes
 * @param weights how much each sample counts in the loss; absent where each counts once
 * @param presence for each modality which samples have it; absent where every sample has every one
 */
public record BatchTargets(
    Task task,
    long[] labels,
    float[] values,
    Optional<double[]> weights,
    Optional<PerModality<boolean[]>> presence) {

  /** Of samples of classes, each of which counts once and has every modality. */
  static BatchTargets ofClasses(long[] labels) {
    return new BatchTargets(
        new Task.Classes(List.of()), labels, new float[0], Optional.empty(), Optional.empty());
  }

  /** Whether each sample counts once and has every modality. */
  public boolean isPlain() {
    return weights.isEmpty() && presence.isEmpty();
  }

  /** How many samples there are. */
  public int size() {
    return labels.length;
  }

  /** The samples {@code start} (inclusive) to {@code end} (exclusive), copied. */
  BatchTargets slice(int start, int end) {
    int outputs = values.length / size();
    return new BatchTargets(
        task,
        Arrays.copyOfRange(labels, start, end),
        Arrays.copyOfRange(values, start * outputs, end * outputs),
        weights.map(all -> Arrays.copyOfRange(all, start, end)),
        presence.map(each -> each.map(all -> Arrays.copyOfRange(all, start, end))));
  }
}
