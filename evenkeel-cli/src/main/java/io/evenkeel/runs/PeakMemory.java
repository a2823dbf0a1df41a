package io.evenkeel.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** The most physical memory that this process has occupied so far. */
final class PeakMemory {
  private static final String PEAK = "VmHWM:";
  private static final double KIB_A_MIB = 1024;

  private PeakMemory() {}

  /** In MiB; empty where the system does not say: other than Linux. */
  static OptionalDouble mebibytes() {
    try {
      return mebibytes(
          Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1));
    } catch (IOException noLinux) {
      return OptionalDouble.empty();
    }
  }

  /** From the lines of {@code /proc/self/status}, of which one is {@code VmHWM: 12345 kB}. */
  static OptionalDouble mebibytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK) && line.endsWith(" kB"))
        .map(line -> line.substring(PEAK.length(), line.length() - 3).strip())
        .mapToDouble(kib -> Long.parseLong(kib) / KIB_A_MIB)
        .findFirst();
  }
}
