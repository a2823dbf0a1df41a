package io.evenkeel.synthetic;

import io.evenkeel.audio.Sound;
import io.evenkeel.audio.WavWriter;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Sounds that are like spoken digits as far as vowels go: {@code <digit>/<speaker>_<take>.wav}, 8
 * kHz. Each digit is two vowels that glide into each other, after a hiss where the English word
 * begins with one: sawtooth and noise through three resonances (formants). A speaker has a pitch
 * and a length of the vocal tract of his own; takes differ in pitch, tempo and loudness.
 *
 * @param speakers how many speak
 * @param takes how often each says each digit
 * @param seed what all follows from
 */
public record SpokenDigits(int speakers, int takes, Seed seed) implements FileSet {
  private static final int RATE = 8000;
  private static final int DIGITS = 10;
  private static final int MOST = 1000;
  private static final double[] BANDWIDTHS = {80, 100, 140};

  /** Formants of vowels in Hz, about those of Peterson and Barney (1952) for men. */
  private static final List<Vowel> VOWELS =
      List.of(
          new Vowel(270, 2290, 3010), // i, beet
          new Vowel(390, 1990, 2550), // ɪ, bit
          new Vowel(530, 1840, 2480), // ɛ, bet
          new Vowel(730, 1090, 2440), // ɑ, father
          new Vowel(570, 840, 2410), // ɔ, bought
          new Vowel(300, 870, 2240), // u, boot
          new Vowel(640, 1190, 2390)); // ʌ, but

  /** First vowel, last vowel, and how much of the word hisses, of zero, one, two … */
  private static final List<Word> WORDS =
      List.of(
          new Word(1, 4, 0.10),
          new Word(6, 2, 0),
          new Word(5, 5, 0.08),
          new Word(0, 0, 0.12),
          new Word(4, 4, 0.15),
          new Word(3, 0, 0.12),
          new Word(1, 1, 0.30),
          new Word(2, 6, 0.20),
          new Word(2, 0, 0),
          new Word(3, 1, 0.02));

  private record Vowel(double first, double second, double third) {
    double formant(int number) {
      return number == 0 ? first : number == 1 ? second : third;
    }
  }

  private record Word(int from, int to, double hiss) {}

  /** Checks the ranges. */
  public SpokenDigits {
    requireWithin("--speakers", speakers);
    requireWithin("--takes", takes);
  }

  private static void requireWithin(String option, int count) {
    if (count < 1 || count > MOST) {
      throw new BadInputException(option, Integer.toString(count), "1 to " + MOST);
    }
  }

  @Override
  public int size() {
    return DIGITS * speakers * takes;
  }

  @Override
  public void write(int number, Path folder) {
    int digit = number % DIGITS;
    int speaker = number / DIGITS % speakers;
    int take = number / DIGITS / speakers;
    String name = String.format(Locale.ROOT, "speaker%02d_%02d.wav", speaker + 1, take + 1);
    Path file = folder.resolve(Integer.toString(digit)).resolve(name);
    WholeFile.requireWritableParent(file);
    WavWriter.write(file, sound(digit, speaker, take));
  }

  private Sound sound(int digit, int speaker, int take) {
    Seed ofSpeaker = seed.fold("speaker").fold(speaker);
    UniformRandomProvider voice = ofSpeaker.random();
    UniformRandomProvider random = ofSpeaker.fold(digit).fold(take).random();
    double pitch = (90 + 130 * voice.nextDouble()) * (0.93 + 0.14 * random.nextDouble());
    double tract = (0.88 + 0.28 * voice.nextDouble()) * (0.97 + 0.06 * random.nextDouble());
    double loudness = 0.15 + 0.25 * random.nextDouble();
    float[] samples = new float[(int) (RATE * (0.30 + 0.25 * random.nextDouble()))];
    Word word = WORDS.get(digit);
    ZigguratSampler.NormalizedGaussian noise = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] memory = new double[BANDWIDTHS.length][2];
    double phase = 0;
    for (int t = 0; t < samples.length; t++) {
      double at = (double) t / samples.length;
      boolean hisses = at < word.hiss();
      phase = (phase + pitch * (1.08 - 0.16 * at) / RATE) % 1;
      double source = hisses ? 0.5 * noise.sample() : 2 * phase - 1 + 0.05 * noise.sample();
      double value = hisses ? source : spoken(word, at, tract, source, memory);
      double envelope = Math.min(1, Math.min(at, 1 - at) * 12);
      samples[t] = (float) (loudness * envelope * value + 0.003 * noise.sample());
    }
    return new Sound(RATE, samples);
  }

  /** Three resonators of second order one after the other, each of gain 1 at frequency 0. */
  private static double spoken(
      Word word, double at, double tract, double source, double[][] memory) {
    double value = source;
    for (int f = 0; f < BANDWIDTHS.length; f++) {
      double from = VOWELS.get(word.from()).formant(f);
      double to = VOWELS.get(word.to()).formant(f);
      double frequency = tract * (from + (to - from) * at);
      double radius = Math.exp(-Math.PI * BANDWIDTHS[f] / RATE);
      double twice = 2 * radius * Math.cos(2 * Math.PI * frequency / RATE);
      double next =
          (1 - twice + radius * radius) * value
              + twice * memory[f][0]
              - radius * radius * memory[f][1];
      memory[f][1] = memory[f][0];
      memory[f][0] = next;
      value = next;
    }
    return value;
  }
}
