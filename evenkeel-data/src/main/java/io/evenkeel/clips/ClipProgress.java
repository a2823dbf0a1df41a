package io.evenkeel.clips;

import java.nio.file.Path;

/** Is told how the first pass over clips goes on; from several threads, one at a time. */
public interface ClipProgress {

  /** Another process decodes into the folder, and is waited for. */
  void waiting(Path folder);

  /** So many videos are to be decoded. */
  void begin(int videos);

  /** One more is decoded, or was found to be broken. */
  void one();

  /** Tells nobody. */
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
    };
  }
}
