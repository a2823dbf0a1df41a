package io.evenkeel.data;

import io.evenkeel.inputs.RowValues;
import io.evenkeel.inputs.Scaling;
import io.evenkeel.inputs.SoundRows;
import io.evenkeel.inputs.TabularRows;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a manifest, used or not: sample k is row k. Files are read when a sample is copied.
 *
 * @param inputs each modality
 * @param targets what is told about the rows
 * @param weights how much they count
 */
record ManifestDataset(PerModality<Input> inputs, RowTargets targets, RowWeights weights)
    implements Dataset {

  /**
   * A modality.
   *
   * @param shape of a sample
   * @param values of the rows
   * @param scaling what is done to them
   */
  record Input(SampleShape shape, RowValues values, Scaling scaling) {
    Preparation preparation() {
      if (values.original() instanceof TabularRows table) {
        return Preparation.of(table.encoding());
      }
      Preparation scaled = Preparation.of(scaling.means(), scaling.factors());
      return values.original() instanceof SoundRows sounds ? scaled.of(sounds.settings()) : scaled;
    }

    Input unscaled() {
      return new Input(shape, values, Scaling.none());
    }
  }

  @Override
  public PerModality<SampleShape> shapes() {
    return inputs.map(Input::shape);
  }

  @Override
  public int classes() {
    return targets.task().outputs();
  }

  @Override
  public List<String> classNames() {
    return targets.task().names();
  }

  @Override
  public Task task() {
    return targets.task();
  }

  @Override
  public int size() {
    return targets.classes().length;
  }

  @Override
  public int label(int sample) {
    return targets.classes()[sample];
  }

  @Override
  public float[] target(int sample) {
    return targets.target(sample);
  }

  @Override
  public double weight(int sample) {
    return weights.of(sample);
  }

  @Override
  public boolean has(Modality modality, int sample) {
    return inputs.get(modality).values().has(sample);
  }

  @Override
  public void copy(Modality modality, int sample, float[] target, int offset) {
    Input input = inputs.get(modality);
    Arrays.fill(target, offset, offset + input.shape().values(), 0);
    if (input.values().has(sample)) {
      int real = input.values().read(sample, target, offset);
      input.scaling().apply(target, offset, real);
    }
  }

  @Override
  public ManifestDataset unscaled() {
    return new ManifestDataset(inputs.map(Input::unscaled), targets, weights);
  }

  @Override
  public Preparation preparation(Modality modality) {
    return inputs.get(modality).preparation();
  }

  @Override
  public boolean decodes() {
    return inputs.values().stream().anyMatch(input -> input.values().decodes());
  }
}
