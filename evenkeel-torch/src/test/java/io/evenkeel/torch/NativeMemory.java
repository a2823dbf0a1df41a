package io.evenkeel.torch;

import org.bytedeco.javacpp.Pointer;

/** What libtorch holds for this process, for tests. */
public final class NativeMemory {
  private NativeMemory() {}

  /** How many native objects wait to be freed; Java's collector can only lower it. */
  public static long objects() {
    return Pointer.totalCount();
  }

  /**
   * Frees what nothing refers to any more, such as what other tests have left to Java's collector:
   * if it came to that later, while a test counts, the count would fall for no reason of its own.
   */
  public static void collectGarbage() throws InterruptedException {
    int quiet = 0;
    long objects = objects();
    for (int attempt = 0; attempt < 50 && quiet < 3; attempt++) {
      System.gc();
      Thread.sleep(5);
      quiet = objects() == objects ? quiet + 1 : 0;
      objects = objects();
    }
  }
}
