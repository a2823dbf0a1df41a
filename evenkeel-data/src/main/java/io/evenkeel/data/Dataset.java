package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;
import java.util.stream.IntStream;

/** Labelled samples of several modalities; safe to read from several threads. */
public interface Dataset {

  /** The shape of each modality, in model order. */
  PerModality<SampleShape> shapes();

  /** How many classes there are; labels are 0 … classes − 1. */
  int classes();

  /** What people call the classes, by label: their numbers where nobody has named them. */
  default List<String> classNames() {
    return IntStream.range(0, classes()).mapToObj(Integer::toString).toList();
  }

  /** How many samples there are. */
  int size();

  /** The label of a sample, in 0 … classes − 1. */
  int label(int sample);

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

  /** Whether a copy decodes a file or does as much work, so that several threads are worth it. */
  default boolean decodes() {
    return false;
  }
}
