package io.evenkeel.audio;

/**
 * What a log-mel spectrogram is made of.
 *
 * @param rate samples a second that a sound must have
 * @param frames how it is cut up
 * @param bands what of its spectrum is kept
 */
public record MelSettings(int rate, Frames frames, Bands bands) {
  /** Checks that the bands are below half the rate. */
  public MelSettings {
    if (bands.highest() > rate / 2.0) {
      throw new IllegalArgumentException(
          "bands up to %s Hz of %d samples a second".formatted(bands.highest(), rate));
    }
  }

  /** 25 ms windows every 10 ms at 16 kHz, 64 HTK bands of the whole spectrum: for speech. */
  public static MelSettings speech() {
    return new MelSettings(16_000, new Frames(512, 400, 160), new Bands(64, 0, 8000, MelScale.HTK));
  }

  /**
   * The frames of a sound: the one numbered k is centred on sample k · hop, silence being before
   * the first sample and behind the last.
   *
   * @param transform samples of the Fourier transform, a power of two
   * @param window samples of the Hann window, which stands in the middle of the transform
   * @param hop samples from frame to frame
   */
  public record Frames(int transform, int window, int hop) {
    /** Checks that a window fits into its transform. */
    public Frames {
      if (Integer.bitCount(transform) != 1 || transform < 2 || window > transform) {
        throw new IllegalArgumentException(
            "a window of %d in a transform of %d".formatted(window, transform));
      }
      if (window < 1 || hop < 1) {
        throw new IllegalArgumentException("a window of %d every %d".formatted(window, hop));
      }
    }

    /** How many frames a sound of so many samples has. */
    public int count(int samples) {
      return 1 + samples / hop;
    }
  }

  /**
   * Triangular filters, evenly spaced by pitch.
   *
   * @param count how many
   * @param lowest where the first begins, in Hz
   * @param highest where the last ends, in Hz
   * @param scale the scale of pitch
   */
  public record Bands(int count, double lowest, double highest, MelScale scale) {
    /** Checks that there is a band. */
    public Bands {
      if (count < 1 || !(lowest >= 0 && lowest < highest)) {
        throw new IllegalArgumentException(
            "%d bands of %s to %s Hz".formatted(count, lowest, highest));
      }
    }
  }
}
