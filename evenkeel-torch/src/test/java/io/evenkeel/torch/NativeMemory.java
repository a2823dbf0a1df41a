package io.evenkeel.torch;

import org.bytedeco.javacpp.Pointer;

/** What libtorch holds for this process, for tests. */
public final class NativeMemory {
  private NativeMemory() {}

  /** How many native objects wait to be freed; Java's collector can only lower it. */
  public static long objects() {
    return Pointer.totalCount();
  }
}
