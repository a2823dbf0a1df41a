package io.evenkeel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What time is told by. */
enum Clock {
  /** Time as it passes. */
  WALL,
  /**
   * What all cores together have worked for this process: tells the work of two programs apart
   * where others have a part of the cores.
   */
  CPU;

  /** Nanoseconds since some moment. */
  long nanoseconds() {
    return switch (this) {
      case WALL -> System.nanoTime();
      case CPU ->
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    };
  }

  /** What the scripts call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
