package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import java.util.List;

/** The samples of another data set, of which something is seen otherwise. */
interface SameSamples extends Dataset {

  /** The other data set. */
  Dataset raw();

  @Override
  Dataset inEpoch(int epoch);

  @Override
  Dataset unscaled();

  @Override
  default PerModality<SampleShape> shapes() {
    return raw().shapes();
  }

  @Override
  default int classes() {
    return raw().classes();
  }

  @Override
  default List<String> classNames() {
    return raw().classNames();
  }

  @Override
  default Task task() {
    return raw().task();
  }

  @Override
  default int size() {
    return raw().size();
  }

  @Override
  default int label(int sample) {
    return raw().label(sample);
  }

  @Override
  default float[] target(int sample) {
    return raw().target(sample);
  }

  @Override
  default double weight(int sample) {
    return raw().weight(sample);
  }

  @Override
  default boolean has(Modality modality, int sample) {
    return raw().has(modality, sample);
  }

  @Override
  default void copy(Modality modality, int sample, float[] target, int offset) {
    raw().copy(modality, sample, target, offset);
  }

  @Override
  default Preparation preparation(Modality modality) {
    return raw().preparation(modality);
  }

  @Override
  default boolean decodes() {
    return raw().decodes();
  }
}
