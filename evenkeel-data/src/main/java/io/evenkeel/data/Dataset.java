package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import java.util.List;
import java.util.stream.IntStream;

/** Labelled samples of several modalities; safe to read from several threads. */
public interface Dataset {

  /** The shape of each modality, in model order. */
  PerModality<SampleShape> shapes();

  /** How many classes there are; labels are 0 … classes − 1. Of another task, its outputs. */
  int classes();

  /** What people call the classes, by label: their numbers where nobody has named them. */
  default List<String> classNames() {
    return IntStream.range(0, classes()).mapToObj(Integer::toString).toList();
  }

  /** What is to be told about a sample; of {@link #classes} classes unless a data set says else. */
  default Task task() {
    return new Task.Classes(classNames());
  }

  /** How many samples there are. */
  int size();

  /** The label of a sample, in 0 … classes − 1; 0 where the task has no classes. */
  int label(int sample);

  /**
   * What is to be told about a sample, as numbers: of a {@link Task.MultiLabel} task 1 for each
   * label that applies and 0 for the others, of a {@link Task.Regression} task the values.
   *
   * @return one number for each output; none for a task of classes, whose {@link #label} tells
   */
  default float[] target(int sample) {
    return new float[0];
  }

  /** How much a sample counts in the loss; finite and not negative. */
  default double weight(int sample) {
    return 1;
  }

  /** Whether a sample has a modality; one that it lacks is copied as zeros. */
  default boolean has(Modality modality, int sample) {
    return true;
  }

  /**
   * Writes one modality of a sample, in row-major order of its shape, to {@code target} from {@code
   * offset} on.
   */
  void copy(Modality modality, int sample, float[] target, int offset);

  /**
   * The samples as training sees them in an epoch, augmented; these samples themselves where
   * nothing is. What an epoch sees follows from its number and from a seed of the data set alone.
   *
   * @param epoch counted from 1
   */
  default Dataset inEpoch(int epoch) {
    return this;
  }

  /** The same samples before any normalization, for people to look at. */
  default Dataset unscaled() {
    return this;
  }

  /** What has been done to the values of a modality, as {@link #copy} gives them. */
  default Preparation preparation(Modality modality) {
    return Preparation.none();
  }

  /** Whether a copy decodes a file or does as much work, so that several threads are worth it. */
  default boolean decodes() {
    return false;
  }
}
