package io.evenkeel.audio;

/** How frequencies become pitches, and how tall the filters of the pitches are. */
public enum MelScale {
  /** 2595 · log10(1 + f / 700), filters of height 1: as in HTK, and by default in torchaudio. */
  HTK {
    @Override
    double mels(double hertz) {
      return 2595 * Math.log10(1 + hertz / 700);
    }

    @Override
    double hertz(double mels) {
      return 700 * (Math.pow(10, mels / 2595) - 1);
    }

    @Override
    double height(double left, double right) {
      return 1;
    }
  },
  /**
   * Linear up to 1000 Hz and logarithmic above, filters of equal area: as in Slaney's Auditory
   * Toolbox, and by default in librosa.
   */
  SLANEY {
    @Override
    double mels(double hertz) {
      return hertz < KNEE
          ? hertz / HERTZ_OF_MEL
          : KNEE / HERTZ_OF_MEL + Math.log(hertz / KNEE) / LOG_STEP;
    }

    @Override
    double hertz(double mels) {
      double knee = KNEE / HERTZ_OF_MEL;
      return mels < knee ? mels * HERTZ_OF_MEL : KNEE * Math.exp(LOG_STEP * (mels - knee));
    }

    @Override
    double height(double left, double right) {
      return 2 / (right - left);
    }
  };

  private static final double KNEE = 1000;
  private static final double HERTZ_OF_MEL = 200.0 / 3;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  abstract double mels(double hertz);

  abstract double hertz(double mels);

  /** The height of a triangular filter between two frequencies. */
  abstract double height(double left, double right);
}
