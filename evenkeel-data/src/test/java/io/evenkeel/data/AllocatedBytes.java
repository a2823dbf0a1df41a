package io.evenkeel.data;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the current thread had allocated at some moment. */
record AllocatedBytes(long atStart) {
  static AllocatedBytes ofThisThread() {
    return new AllocatedBytes(now());
  }

  long since() {
    return now() - atStart;
  }

  private static long now() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
