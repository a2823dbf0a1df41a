package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.DataSpec.Normalization;
import java.util.Arrays;

/**
 * Shifts and scales each channel; a channel is an index of the first dimension of a {@link
 * SampleShape}.
 */
public final class Standardization {
  /** Of the training images of ImageNet, red, green and blue, as torchvision states them. */
  private static final double[] IMAGENET_MEANS = {0.485, 0.456, 0.406};

  private static final double[] IMAGENET_DEVIATIONS = {0.229, 0.224, 0.225};

  private static final int IMAGE_DIMS = 3;
  private static final int VIDEO_DIMS = 4;

  private final PerModality<Scales> scales;

  private Standardization(PerModality<Scales> scales) {
    this.scales = scales;
  }

  private record Scales(int valuesPerChannel, float[] means, float[] factors) {}

  /**
   * Brings each channel to mean 0 and variance 1 over those samples of the training split that have
   * the modality; it is read twice. A channel that never varies is only shifted.
   */
  public static Standardization over(Dataset training) {
    return new Standardization(
        training.shapes().mapWithModality((modality, shape) -> measure(training, modality, shape)));
  }

  /**
   * Shifts and scales RGB values in 0..1, of images or videos, by the mean and the deviation of
   * ImageNet.
   *
   * @throws BadInputException if a modality has not three channels
   */
  public static Standardization imageNet(PerModality<SampleShape> shapes) {
    return new Standardization(shapes.mapWithModality(Standardization::ofImageNet));
  }

  /** Brings values in 0..1 to −1..1. */
  public static Standardization symmetric(PerModality<SampleShape> shapes) {
    return new Standardization(
        shapes.map(
            shape -> {
              int channels = shape.dims().get(0);
              float[] means = new float[channels];
              float[] factors = new float[channels];
              Arrays.fill(means, 0.5f);
              Arrays.fill(factors, 2);
              return new Scales(shape.values() / channels, means, factors);
            }));
  }

  /** Of a channel of an RGB image, as ImageNet has it. */
  static float imageNetMean(int channel) {
    return (float) IMAGENET_MEANS[channel];
  }

  /** One over the deviation of a channel of an RGB image, as ImageNet has it. */
  static float imageNetFactor(int channel) {
    return (float) (1 / IMAGENET_DEVIATIONS[channel]);
  }

  private static Scales ofImageNet(Modality modality, SampleShape shape) {
    int channels = IMAGENET_MEANS.length;
    boolean pictures = shape.dims().size() == IMAGE_DIMS || shape.dims().size() == VIDEO_DIMS;
    if (!pictures || shape.dims().get(0) != channels) {
      throw new BadInputException(
          "data.normalization",
          "imagenet, where modality " + modality + " is " + shape.dims(),
          "standardize, symmetric, none, or RGB images or videos [3, …, height, width]");
    }
    float[] means = new float[channels];
    float[] factors = new float[channels];
    for (int c = 0; c < channels; c++) {
      means[c] = imageNetMean(c);
      factors[c] = imageNetFactor(c);
    }
    return new Scales(shape.values() / channels, means, factors);
  }

  /** The splits, digest included, with the normalization that a recipe names. */
  static DataSplits by(Normalization normalization, DataSplits raw) {
    return switch (normalization) {
      case NONE -> raw;
      case STANDARDIZE -> over(raw.train()).applyTo(raw);
      case IMAGENET -> imageNet(raw.train().shapes()).applyTo(raw);
      case SYMMETRIC -> symmetric(raw.train().shapes()).applyTo(raw);
    };
  }

  /** The same splits, digest included, each scaled when it is copied. */
  public DataSplits applyTo(DataSplits raw) {
    return new DataSplits(
        applyTo(raw.train()),
        applyTo(raw.validation()),
        applyTo(raw.test()),
        raw.probes().stream().map(this::applyTo).toList(),
        raw.digest(),
        raw.skipped());
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
    // Where no sample has the modality, nothing is summed, and nothing is shifted or scaled.
    double count = Math.max(1, Presence.count(training, modality)) * (double) perChannel;
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
      if (!data.has(modality, sample)) {
        continue;
      }
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

  private record Standardized(Dataset raw, PerModality<Scales> scales) implements SameSamples {
    @Override
    public Dataset unscaled() {
      return raw.unscaled();
    }

    @Override
    public Dataset inEpoch(int epoch) {
      return new Standardized(raw.inEpoch(epoch), scales);
    }

    @Override
    public Preparation preparation(Modality modality) {
      Scales of = scales.get(modality);
      return Preparation.of(of.means(), of.factors());
    }

    @Override
    public void copy(Modality modality, int sample, float[] target, int offset) {
      raw.copy(modality, sample, target, offset);
      if (!raw.has(modality, sample)) {
        return;
      }
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
