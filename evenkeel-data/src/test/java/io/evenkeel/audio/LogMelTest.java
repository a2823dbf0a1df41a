package io.evenkeel.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.audio.MelSettings.Bands;
import io.evenkeel.audio.MelSettings.Frames;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against librosa: write_sounds.py. */
class LogMelTest {
  private static final MelSettings SLANEY =
      new MelSettings(
          16_000, new Frames(1024, 1024, 256), new Bands(40, 50, 7000, MelScale.SLANEY));

  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    return Files.write(folder.resolve(name), WavReaderTest.bytes(name));
  }

  private void agrees(MelSettings settings, String expected) throws IOException {
    LogMel logMel = new LogMel(settings);
    Sound sound = logMel.sound(file("chirp.wav"));
    float[] spectrogram = logMel.of(sound);
    float[] librosa = WavReaderTest.array(folder, expected);
    int frames = settings.frames().count(sound.samples().length);
    assertThat(spectrogram).hasSize(settings.bands().count() * frames);
    assertThat(spectrogram).containsExactly(librosa, within(1e-4f));
  }

  @Test
  void htkBandsOfAWindowShorterThanItsTransformAreThoseOfLibrosa() throws IOException {
    agrees(MelSettings.speech(), "chirp-htk.npy");
  }

  @Test
  void slaneyBandsOfAPartOfTheSpectrumAreThoseOfLibrosa() throws IOException {
    agrees(SLANEY, "chirp-slaney.npy");
  }

  @Test
  void silenceIsTheLeastEnergy() {
    float[] silent = new LogMel(SLANEY).of(new Sound(16_000, new float[1000]));
    assertThat(silent).hasSize(40 * 4);
    float[] least = new float[silent.length];
    Arrays.fill(least, (float) Math.log(1e-10));
    assertThat(silent).containsExactly(least);
  }

  @Test
  void anotherRateIsRefused() throws IOException {
    LogMel logMel = new LogMel(MelSettings.speech());
    Path file = file("wav-pcm_16.wav");
    assertThatThrownBy(() -> logMel.sound(file))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            file + ": 22050 samples a second; expected 16000: resample it, or change the setting");
    assertThatThrownBy(() -> logMel.of(new Sound(8000, new float[9])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsThatMakeNoSpectrogramAreRefused() {
    assertThatThrownBy(() -> new Frames(500, 400, 160)).hasMessageContaining("transform of 500");
    assertThatThrownBy(() -> new Frames(512, 600, 160)).hasMessageContaining("window of 600");
    assertThatThrownBy(() -> new Frames(512, 512, 0)).hasMessageContaining("every 0");
    assertThatThrownBy(() -> new Bands(40, 300, 200, MelScale.HTK)).hasMessageContaining("300");
    Bands high = new Bands(40, 0, 8000, MelScale.HTK);
    assertThatThrownBy(() -> new MelSettings(8000, new Frames(512, 512, 100), high))
        .hasMessageContaining("8000");
  }
}
