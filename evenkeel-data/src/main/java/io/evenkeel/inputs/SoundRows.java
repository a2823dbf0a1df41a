package io.evenkeel.inputs;

import io.evenkeel.audio.LogMel;
import io.evenkeel.audio.MelScale;
import io.evenkeel.audio.MelSettings;
import io.evenkeel.audio.Sound;
import io.evenkeel.audio.WavReader;
import io.evenkeel.recipe.InputSpec;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Log-mel spectrograms of sounds, [1, bands, length], zeros behind what is shorter. */
public final class SoundRows implements RowValues {
  private static final double SECOND = 1000;

  private final RowFiles files;
  private final LogMel logMel;
  private final int bands;
  private final int length;

  private SoundRows(RowFiles files, LogMel logMel, int bands, int length) {
    this.files = files;
    this.logMel = logMel;
    this.bands = bands;
    this.length = length;
  }

  static SoundRows open(InputSpec spec, RowFiles files, int[] rows, RowProgress progress) {
    OptionalInt first = Arrays.stream(rows).filter(files::has).findFirst();
    int rate =
        spec.mel()
            .rate()
            .orElseGet(
                () ->
                    first.isEmpty() ? 1000 : files.read(first.getAsInt(), WavReader::read).rate());
    MelSettings settings = settings(spec.mel(), rate);
    LogMel logMel = new LogMel(settings);
    int length =
        spec.length()
            .orElseGet(
                () ->
                    Longest.of(
                        rows,
                        progress,
                        "the lengths of sounds",
                        row -> files.has(row) ? frames(files, logMel, row) : 1));
    return new SoundRows(files, logMel, spec.mel().bands(), length);
  }

  private static int frames(RowFiles files, LogMel logMel, int row) {
    Sound sound = files.read(row, logMel::sound);
    return logMel.settings().frames().count(sound.samples().length);
  }

  /** What the spectrograms are made of. */
  public MelSettings settings() {
    return logMel.settings();
  }

  private static MelSettings settings(InputSpec.Mel mel, int rate) {
    int window = Math.max(2, (int) Math.round(mel.window() * rate / SECOND));
    int hop = Math.max(1, (int) Math.round(mel.hop() * rate / SECOND));
    int transform = Integer.highestOneBit(window - 1) << 1;
    return new MelSettings(
        rate,
        new MelSettings.Frames(transform, window, hop),
        new MelSettings.Bands(mel.bands(), 0, rate / 2.0, MelScale.HTK));
  }

  @Override
  public List<Integer> dims() {
    return List.of(1, bands, length);
  }

  @Override
  public Channels channels() {
    return new Channels(bands, length);
  }

  @Override
  public boolean has(int row) {
    return files.has(row);
  }

  @Override
  public int read(int row, float[] target, int offset) {
    Sound sound = files.read(row, logMel::sound);
    MelSettings.Frames frames = logMel.settings().frames();
    // What no frame that is kept can hear.
    int heard = (length - 1) * frames.hop() + frames.window();
    Sound part = sound.samples().length > heard ? sound.ofLength(heard) : sound;
    float[] spectrogram = logMel.of(part);
    int have = spectrogram.length / bands;
    int real = Math.min(have, length);
    for (int band = 0; band < bands; band++) {
      System.arraycopy(spectrogram, band * have, target, offset + band * length, real);
    }
    return real;
  }

  @Override
  public boolean decodes() {
    return true;
  }

  @Override
  public String identity(int row) {
    return files.identity(row);
  }
}
