package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import java.util.List;
import java.util.Objects;

/** Some samples of a data set, in a given order; one may stand in it more than once. */
public final class Subset implements Dataset {
  private final Dataset whole;
  private final int[] samples;

  private Subset(Dataset whole, int[] samples) {
    this.whole = whole;
    this.samples = samples;
  }

  /**
   * The samples at these places.
   *
   * @throws IndexOutOfBoundsException for a place outside the data set
   */
  public static Subset of(Dataset whole, int[] samples) {
    int[] own = samples.clone();
    for (int sample : own) {
      Objects.checkIndex(sample, whole.size());
    }
    return new Subset(whole, own);
  }

  @Override
  public PerModality<SampleShape> shapes() {
    return whole.shapes();
  }

  @Override
  public int classes() {
    return whole.classes();
  }

  @Override
  public List<String> classNames() {
    return whole.classNames();
  }

  @Override
  public int size() {
    return samples.length;
  }

  @Override
  public int label(int sample) {
    return whole.label(samples[sample]);
  }

  @Override
  public Preparation preparation(Modality modality) {
    return whole.preparation(modality);
  }

  @Override
  public Task task() {
    return whole.task();
  }

  @Override
  public float[] target(int sample) {
    return whole.target(samples[sample]);
  }

  @Override
  public double weight(int sample) {
    return whole.weight(samples[sample]);
  }

  @Override
  public boolean has(Modality modality, int sample) {
    return whole.has(modality, samples[sample]);
  }

  @Override
  public void copy(Modality modality, int sample, float[] target, int offset) {
    whole.copy(modality, samples[sample], target, offset);
  }

  @Override
  public boolean decodes() {
    return whole.decodes();
  }

  @Override
  public Subset unscaled() {
    return new Subset(whole.unscaled(), samples);
  }

  @Override
  public Subset inEpoch(int epoch) {
    return new Subset(whole.inEpoch(epoch), samples);
  }
}
