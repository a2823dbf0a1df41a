package io.evenkeel.audio;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Sounds as log-mel spectrograms: the power spectrum of each frame (|DFT|², periodic Hann window),
 * summed by the filters of each band, as natural logarithms of at least 1e-10.
 *
 * <p>Nothing is resampled: a sound of another rate is refused. Safe to use from several threads.
 */
public final class LogMel {
  private static final double LEAST_ENERGY = 1e-10;

  private final MelSettings settings;
  private final MelFilters filters;
  private final double[] window;

  /** The spectrograms of these settings. */
  public LogMel(MelSettings settings) {
    this.settings = settings;
    this.filters = MelFilters.of(settings);
    this.window = new double[settings.frames().window()];
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window.length);
    }
  }

  /** What the spectrograms are made of. */
  public MelSettings settings() {
    return settings;
  }

  /**
   * Reads a WAV file; {@link BadInputException} if it cannot be read, or its rate is not that of
   * the settings.
   */
  public Sound sound(Path file) {
    Sound sound = WavReader.read(file);
    if (sound.rate() != settings.rate()) {
      throw new BadInputException(
          file.toString(),
          sound.rate() + " samples a second",
          settings.rate() + ": resample it, or change the setting");
    }
    return sound;
  }

  /**
   * The spectrogram of a sound, [1, bands, frames] in row-major order, low bands first.
   *
   * @throws IllegalArgumentException if the sound has another rate than the settings
   */
  public float[] of(Sound sound) {
    if (sound.rate() != settings.rate()) {
      throw new IllegalArgumentException(sound.rate() + " samples a second");
    }
    int frames = settings.frames().count(sound.samples().length);
    int transform = settings.frames().transform();
    float[] spectrogram = new float[Math.multiplyExact(filters.count(), frames)];
    double[] power = new double[transform / 2 + 1];
    for (int frame = 0; frame < frames; frame++) {
      double[][] complex = new double[2][transform];
      windowed(sound.samples(), frame * settings.frames().hop(), complex[0]);
      FastFourierTransformer.transformInPlace(
          complex, DftNormalization.STANDARD, TransformType.FORWARD);
      for (int bin = 0; bin < power.length; bin++) {
        power[bin] = complex[0][bin] * complex[0][bin] + complex[1][bin] * complex[1][bin];
      }
      for (int band = 0; band < filters.count(); band++) {
        double energy = Math.max(LEAST_ENERGY, filters.energy(band, power));
        spectrogram[band * frames + frame] = (float) Math.log(energy);
      }
    }
    return spectrogram;
  }

  /** A frame around a sample, times the window. */
  private void windowed(float[] samples, int center, double[] frame) {
    int margin = (frame.length - window.length) / 2;
    int start = center - frame.length / 2 + margin;
    for (int i = 0; i < window.length; i++) {
      int from = start + i;
      if (from >= 0 && from < samples.length) {
        frame[margin + i] = samples[from] * window[i];
      }
    }
  }
}
