package io.evenkeel.audio;

import java.util.Arrays;

/** Triangles over the bins of a power spectrum, without the zeros around them. */
final class MelFilters {
  private final int[] firsts;
  private final double[][] weights;

  private MelFilters(int[] firsts, double[][] weights) {
    this.firsts = firsts;
    this.weights = weights;
  }

  static MelFilters of(MelSettings settings) {
    MelSettings.Bands bands = settings.bands();
    MelScale scale = bands.scale();
    double low = scale.mels(bands.lowest());
    double step = (scale.mels(bands.highest()) - low) / (bands.count() + 1);
    double binHertz = (double) settings.rate() / settings.frames().transform();
    int bins = settings.frames().transform() / 2 + 1;
    int[] firsts = new int[bands.count()];
    double[][] weights = new double[bands.count()][];
    for (int band = 0; band < bands.count(); band++) {
      double left = scale.hertz(low + band * step);
      double center = scale.hertz(low + (band + 1) * step);
      double right = scale.hertz(low + (band + 2) * step);
      double[] all = new double[bins];
      int first = bins;
      int end = 0;
      for (int bin = 0; bin < bins; bin++) {
        double hertz = bin * binHertz;
        double rise = (hertz - left) / (center - left);
        double fall = (right - hertz) / (right - center);
        all[bin] = Math.max(0, Math.min(rise, fall)) * scale.height(left, right);
        if (all[bin] > 0) {
          first = Math.min(first, bin);
          end = bin + 1;
        }
      }
      firsts[band] = Math.min(first, end);
      weights[band] = Arrays.copyOfRange(all, firsts[band], end);
    }
    return new MelFilters(firsts, weights);
  }

  int count() {
    return firsts.length;
  }

  double energy(int band, double[] power) {
    double energy = 0;
    int bin = firsts[band];
    for (double weight : weights[band]) {
      energy += weight * power[bin++];
    }
    return energy;
  }
}
