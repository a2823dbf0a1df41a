package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A data set of arrays of one's own, with any number of modalities. */
public final class ArrayDataset implements Dataset {
  private final List<String> classNames;
  private final int[] labels;
  private final PerModality<Values> modalities;

  private ArrayDataset(List<String> classNames, int[] labels, PerModality<Values> modalities) {
    this.classNames = classNames;
    this.labels = labels;
    this.modalities = modalities;
  }

  private record Values(SampleShape shape, float[] array) {}

  /**
   * Begins a data set.
   *
   * @param classes how many classes there are, at least 1; labels are 0 … classes − 1
   */
  public static Builder builder(int classes) {
    return builder(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  /**
   * Begins a data set whose classes have names.
   *
   * @param classNames what people call the classes, at least one; label k is the k-th of them
   */
  public static Builder builder(List<String> classNames) {
    return new Builder(classNames);
  }

  /** The samples at these places, in this order. */
  public Subset subset(int[] samples) {
    return Subset.of(this, samples);
  }

  @Override
  public PerModality<SampleShape> shapes() {
    return modalities.map(Values::shape);
  }

  @Override
  public int classes() {
    return classNames.size();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int sample) {
    return labels[sample];
  }

  @Override
  public void copy(Modality modality, int sample, float[] target, int offset) {
    Values of = modalities.get(modality);
    int count = of.shape().values();
    System.arraycopy(of.array(), sample * count, target, offset, count);
  }

  /** Gathers modalities, in model order, and labels; keeps copies of the arrays. */
  public static final class Builder {
    private final List<String> classNames;
    private final Map<Modality, Values> modalities = new LinkedHashMap<>();
    private int[] labels = {};

    private Builder(List<String> classNames) {
      if (classNames.isEmpty()) {
        throw new BadInputException("classes", "0", "a number ≥ 1");
      }
      this.classNames = List.copyOf(classNames);
    }

    /**
     * Adds a modality.
     *
     * @param shape the shape of one sample
     * @param values the values of every sample, one after the other, row-major
     * @throws BadInputException if the modality was added before
     */
    public Builder modality(Modality modality, SampleShape shape, float[] values) {
      if (modalities.putIfAbsent(modality, new Values(shape, values.clone())) != null) {
        throw new BadInputException("modality " + modality, "added twice", "each modality once");
      }
      return this;
    }

    /** Gives the label of every sample. */
    public Builder labels(int[] ofSamples) {
      labels = ofSamples.clone();
      return this;
    }

    /**
     * Makes the data set.
     *
     * @throws BadInputException if there is no modality or no sample, if a modality has too few or
     *     too many values, or for a label out of range or a value that is not finite
     */
    public ArrayDataset build() {
      if (modalities.isEmpty()) {
        throw new BadInputException("data set", "no modality", "at least one modality");
      }
      if (labels.length == 0) {
        throw new BadInputException("data set", "no labels", "the label of each sample");
      }
      for (int sample = 0; sample < labels.length; sample++) {
        if (labels[sample] < 0 || labels[sample] >= classNames.size()) {
          throw new BadInputException(
              "sample " + sample,
              "label " + labels[sample],
              "a label in 0.." + (classNames.size() - 1));
        }
      }
      modalities.forEach(this::check);
      return new ArrayDataset(
          classNames,
          labels,
          new PerModality<>(List.copyOf(modalities.keySet()), List.copyOf(modalities.values())));
    }

    private void check(Modality modality, Values values) {
      int perSample = values.shape().values();
      long expected = (long) labels.length * perSample;
      if (values.array().length != expected) {
        throw new BadInputException(
            "modality " + modality,
            values.array().length + " values",
            "%d: %d samples of %d".formatted(expected, labels.length, perSample));
      }
      for (int i = 0; i < values.array().length; i++) {
        if (!Float.isFinite(values.array()[i])) {
          throw new BadInputException(
              "modality %s, sample %d, value %d".formatted(modality, i / perSample, i % perSample),
              Float.toString(values.array()[i]),
              "a finite number");
        }
      }
    }
  }
}
