package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.Task;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A data set of arrays of one's own, with any number of modalities. */
public final class ArrayDataset implements Dataset {
  private final Task task;
  private final int[] labels;
  private final float[] targets;
  private final double[] weights;
  private final PerModality<Values> modalities;

  private ArrayDataset(
      Task task, int[] labels, float[] targets, double[] weights, PerModality<Values> modalities) {
    this.task = task;
    this.labels = labels;
    this.targets = targets;
    this.weights = weights;
    this.modalities = modalities;
  }

  /** Which samples have a modality is empty where all do. */
  private record Values(SampleShape shape, float[] array, boolean[] present) {
    boolean has(int sample) {
      return present.length == 0 || present[sample];
    }
  }

  /**
   * Begins a data set of classes.
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
    if (classNames.isEmpty()) {
      throw new BadInputException("classes", "0", "a number ≥ 1");
    }
    return builder(new Task.Classes(classNames));
  }

  /**
   * Begins a data set of any task.
   *
   * @param task classes, which {@link Builder#labels} tell, or labels or quantities, which {@link
   *     Builder#targets} tell
   */
  public static Builder builder(Task task) {
    return new Builder(task);
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
    return task.outputs();
  }

  @Override
  public List<String> classNames() {
    return task.names();
  }

  @Override
  public Task task() {
    return task;
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
  public float[] target(int sample) {
    int outputs = targets.length / labels.length;
    return Arrays.copyOfRange(targets, sample * outputs, (sample + 1) * outputs);
  }

  @Override
  public double weight(int sample) {
    return weights.length == 0 ? 1 : weights[sample];
  }

  @Override
  public boolean has(Modality modality, int sample) {
    return modalities.get(modality).has(sample);
  }

  @Override
  public void copy(Modality modality, int sample, float[] target, int offset) {
    Values of = modalities.get(modality);
    int count = of.shape().values();
    if (of.has(sample)) {
      System.arraycopy(of.array(), sample * count, target, offset, count);
    } else {
      Arrays.fill(target, offset, offset + count, 0);
    }
  }

  /** Gathers modalities, in model order, and labels; keeps copies of the arrays. */
  public static final class Builder {
    private final Task task;
    private final Map<Modality, Values> modalities = new LinkedHashMap<>();
    private int[] labels = {};
    private float[] targets = {};
    private double[] weights = {};

    private Builder(Task task) {
      this.task = task;
    }

    /**
     * Adds a modality.
     *
     * @param shape the shape of one sample
     * @param values the values of every sample, one after the other, row-major
     * @throws BadInputException if the modality was added before
     */
    public Builder modality(Modality modality, SampleShape shape, float[] values) {
      return modality(modality, shape, values, new boolean[0]);
    }

    /**
     * Adds a modality that some samples lack.
     *
     * @param shape the shape of one sample
     * @param values the values of every sample, one after the other, row-major; those of samples
     *     that lack it are never looked at
     * @param present whether each sample has it; empty where all do
     * @throws BadInputException if the modality was added before
     */
    public Builder modality(
        Modality modality, SampleShape shape, float[] values, boolean[] present) {
      Values added = new Values(shape, values.clone(), present.clone());
      if (modalities.putIfAbsent(modality, added) != null) {
        throw new BadInputException("modality " + modality, "added twice", "each modality once");
      }
      return this;
    }

    /** Gives the label of every sample of a task of classes. */
    public Builder labels(int[] ofSamples) {
      labels = ofSamples.clone();
      return this;
    }

    /**
     * Gives the targets of every sample of another task, samples × outputs, sample by sample: 1 for
     * a label that applies and 0 for one that does not, or the values of the quantities.
     */
    public Builder targets(float[] ofSamples) {
      targets = ofSamples.clone();
      return this;
    }

    /** Says how much each sample counts in the loss; without it, each counts once. */
    public Builder weights(double[] ofSamples) {
      weights = ofSamples.clone();
      return this;
    }

    /**
     * Makes the data set.
     *
     * @throws BadInputException if there is no modality or no sample, if there are too few or too
     *     many values of something, or for a label out of range, a target that is neither 0 nor 1,
     *     a weight below 0 or a number that is not finite
     */
    public ArrayDataset build() {
      if (modalities.isEmpty()) {
        throw new BadInputException("data set", "no modality", "at least one modality");
      }
      TruthCheck check = new TruthCheck(task);
      int[] ofSamples = check.labels(labels, targets);
      check.weights(weights, ofSamples.length);
      modalities.forEach((modality, values) -> check(modality, values, ofSamples.length));
      return new ArrayDataset(
          task,
          ofSamples,
          targets,
          weights,
          new PerModality<>(List.copyOf(modalities.keySet()), List.copyOf(modalities.values())));
    }

    private static void check(Modality modality, Values values, int samples) {
      int perSample = values.shape().values();
      long expected = (long) samples * perSample;
      if (values.array().length != expected) {
        throw new BadInputException(
            "modality " + modality,
            values.array().length + " values",
            "%d: %d samples of %d".formatted(expected, samples, perSample));
      }
      if (values.present().length != 0 && values.present().length != samples) {
        throw new BadInputException(
            "modality " + modality,
            "said to be present or not in " + values.present().length + " samples",
            "all " + samples + " samples, or none where all have it");
      }
      for (int i = 0; i < values.array().length; i++) {
        if (values.has(i / perSample) && !Float.isFinite(values.array()[i])) {
          throw new BadInputException(
              "modality %s, sample %d, value %d".formatted(modality, i / perSample, i % perSample),
              Float.toString(values.array()[i]),
              "a finite number");
        }
      }
    }
  }
}
