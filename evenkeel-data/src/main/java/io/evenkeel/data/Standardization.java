package io.evenkeel.data;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;

/**
 * Brings each channel to mean 0 and variance 1 over the training split; a channel is an index of
 * the first dimension of a {@link SampleShape}. A channel that never varies is only shifted.
 */
public final class Standardization {

  private final PerModality<Scales> scales;

  private Standardization(PerModality<Scales> scales) {
    this.scales = scales;
  }

  private record Scales(int valuesPerChannel, float[] means, float[] factors) {}

  /** Measures the channels of the training split, in two passes over it. */
  public static Standardization over(Dataset training) {
    return new Standardization(
        training.shapes().mapWithModality((modality, shape) -> measure(training, modality, shape)));
  }

  /** The same splits, digest included, with every one scaled as the training split asks for. */
  public static DataSplits of(DataSplits raw) {
    Standardization measured = over(raw.train());
    List<HeldOut> probes = raw.probes().stream().map(measured::applyTo).toList();
    return new DataSplits(
        measured.applyTo(raw.train()),
        measured.applyTo(raw.validation()),
        measured.applyTo(raw.test()),
        probes,
        raw.digest());
  }

  /** The same samples, scaled when they are copied. */
  public Dataset applyTo(Dataset data) {
    return new Standardized(data, scales);
  }

  /** The same split, scaled when it is copied. */
  public HeldOut applyTo(HeldOut split) {
    return new HeldOut(split.name(), split.meaning(), applyTo(split.data()));
  }

  private static Scales measure(Dataset training, Modality modality, SampleShape shape) {
    int channels = shape.dims().get(0);
    int perChannel = shape.values() / channels;
    double count = (double) training.size() * perChannel;
    double[] means = sums(training, modality, new double[channels], Moment.FIRST);
    for (int c = 0; c < channels; c++) {
      means[c] /= count;
    }
    double[] squares = sums(training, modality, means, Moment.SECOND);
    float[] shifts = new float[channels];
    float[] factors = new float[channels];
    for (int c = 0; c < channels; c++) {
      shifts[c] = (float) means[c];
      factors[c] = squares[c] == 0 ? 1 : (float) (1 / Math.sqrt(squares[c] / count));
    }
    return new Scales(perChannel, shifts, factors);
  }

  private enum Moment {
    FIRST,
    SECOND
  }

  /** The sum over each channel of (value − centre) or of its square. */
  private static double[] sums(Dataset data, Modality modality, double[] centers, Moment moment) {
    float[] values = new float[data.shapes().get(modality).values()];
    int perChannel = values.length / centers.length;
    double[] sums = new double[centers.length];
    for (int sample = 0; sample < data.size(); sample++) {
      data.copy(modality, sample, values, 0);
      for (int c = 0; c < sums.length; c++) {
        double sum = 0;
        for (int p = c * perChannel; p < (c + 1) * perChannel; p++) {
          double centered = values[p] - centers[c];
          sum += moment == Moment.FIRST ? centered : centered * centered;
        }
        sums[c] += sum;
      }
    }
    return sums;
  }

  private record Standardized(Dataset raw, PerModality<Scales> scales) implements Dataset {
    @Override
    public PerModality<SampleShape> shapes() {
      return raw.shapes();
    }

    @Override
    public int classes() {
      return raw.classes();
    }

    @Override
    public int size() {
      return raw.size();
    }

    @Override
    public int label(int sample) {
      return raw.label(sample);
    }

    @Override
    public void copy(Modality modality, int sample, float[] target, int offset) {
      raw.copy(modality, sample, target, offset);
      Scales of = scales.get(modality);
      int at = offset;
      for (int c = 0; c < of.means().length; c++) {
        float mean = of.means()[c];
        float factor = of.factors()[c];
        for (int end = at + of.valuesPerChannel(); at < end; at++) {
          target[at] = (target[at] - mean) * factor;
        }
      }
    }
  }
}
