package io.evenkeel.data;

import io.evenkeel.recipe.DataSpec.ColorRule;
import io.evenkeel.run.Seed;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Draws one flat colour per digit: clamp(mean colour + σ · N(0, I₃), 0, 1).
 *
 * <p>The draws of a sample follow from its file and its place in that file alone: the same sample
 * has the same noise under every rule and however many samples are used.
 */
final class Coloring {
  static final int CHANNELS = 3;

  private static final double FULL = 255;

  /** The ten mean colours in common use, one a class, red, green and blue in 0..255. */
  private static final List<MeanColor> MEANS =
      List.of(
          new MeanColor(220, 20, 60),
          new MeanColor(0, 128, 128),
          new MeanColor(253, 233, 16),
          new MeanColor(0, 149, 182),
          new MeanColor(237, 145, 33),
          new MeanColor(145, 30, 188),
          new MeanColor(70, 240, 240),
          new MeanColor(250, 197, 187),
          new MeanColor(210, 245, 60),
          new MeanColor(128, 0, 0));

  private final double deviation;
  private final Seed seed;

  Coloring(double variance, Seed seed) {
    this.deviation = Math.sqrt(variance);
    this.seed = seed;
  }

  private record MeanColor(int red, int green, int blue) {
    double of(int channel) {
      return switch (channel) {
        case 0 -> red / FULL;
        case 1 -> green / FULL;
        default -> blue / FULL;
      };
    }
  }

  /** How many classes have a colour. */
  static int classes() {
    return MEANS.size();
  }

  /**
   * The colours of some samples of a file, three values in 0..1 each.
   *
   * @param file what the file is, such as {@code "train"}
   * @param labels the labels of the whole file
   * @param samples places in the file
   */
  float[] colors(String file, IdxLabels labels, int[] samples, ColorRule rule) {
    Seed ofFile = seed.fold(file);
    float[] colors = new float[CHANNELS * samples.length];
    for (int i = 0; i < samples.length; i++) {
      Seed ofSample = ofFile.fold(samples[i]);
      MeanColor mean = MEANS.get(colorClass(labels.label(samples[i]), rule, ofSample));
      var noise = ZigguratSampler.NormalizedGaussian.of(ofSample.fold("noise").random());
      for (int channel = 0; channel < CHANNELS; channel++) {
        double color = mean.of(channel) + deviation * noise.sample();
        colors[CHANNELS * i + channel] = (float) Math.max(0, Math.min(1, color));
      }
    }
    return colors;
  }

  private static int colorClass(int label, ColorRule rule, Seed ofSample) {
    return switch (rule) {
      case CLASS -> label;
      case RANDOM -> ofSample.fold("class").random().nextInt(MEANS.size());
    };
  }
}
