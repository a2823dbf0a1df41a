package io.evenkeel.clips;

import java.nio.file.Path;

/**
 * Is told how the first pass over clips goes on, and may stop it; from several threads, one at a
 * time but for {@link #stopped}.
 */
public interface ClipProgress {

  /** Another process decodes into the folder, and is waited for. */
  void waiting(Path folder);

  /** So many videos are to be decoded. */
  void begin(int videos);

  /** One more is decoded, or was found to be broken. */
  void one();

  /** Whether the pass shall end before its end. */
  boolean stopped();

  /** Tells nobody, and stops nothing. */
  static ClipProgress none() {
    return new ClipProgress() {
      @Override
      public void waiting(Path folder) {
        // Nobody to tell.
      }

      @Override
      public void begin(int videos) {
        // Nobody to tell.
      }

      @Override
      public void one() {
        // Nobody to tell.
      }

      @Override
      public boolean stopped() {
        return false;
      }
    };
  }
}
