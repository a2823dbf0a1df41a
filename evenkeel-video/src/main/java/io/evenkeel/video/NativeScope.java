package io.evenkeel.video;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Native objects that end together, the last one first. */
final class NativeScope implements AutoCloseable {
  private final Deque<Runnable> endings = new ArrayDeque<>();

  /**
   * Takes an object over.
   *
   * @param made what an allocating function has answered
   * @param free what frees it
   * @throws OutOfMemoryError if there is none
   */
  <T extends Pointer> T own(@Nullable T made, Consumer<T> free) {
    if (made == null || made.isNull()) {
      throw new OutOfMemoryError("no native memory left for FFmpeg");
    }
    endings.push(() -> free.accept(made));
    return made;
  }

  @Override
  public void close() {
    while (!endings.isEmpty()) {
      endings.pop().run();
    }
  }
}
