package io.evenkeel.bench;

import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How long a manifest of a million rows takes to open, and how much heap, in a process of its own:
 *
 * <pre>
 *   bench ManifestRows write m.csv 1000000      (or m.jsonl; Parquet: pyarrow from the CSV)
 *   EVENKEEL_JAVA_OPTS=-Xmx1g bench ManifestRows read m.csv
 * </pre>
 *
 * <p>Each row has two paths, a label of 100, a split, a group of 5,000 and a weight.
 */
public final class ManifestRows {
  private static final double MEBIBYTE = 1 << 20;

  private ManifestRows() {}

  /**
   * Writes or reads a manifest.
   *
   * @param args {@code write FILE ROWS} or {@code read FILE}
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    if (args[0].equals("write")) {
      write(file, Integer.parseInt(args[2]));
    } else {
      read(file);
    }
  }

  private static void write(Path file, int rows) throws IOException {
    boolean json = file.toString().endsWith(".jsonl");
    String row =
        json
            ? "{\"image\":\"images/train/%06d/front.png\",\"sound\":\"sounds/train/%06d/left.wav\","
                + "\"label\":\"class-%02d\",\"split\":\"%s\",\"group\":\"subject-%04d\","
                + "\"weight\":%.6f}%n"
            : "images/train/%06d/front.png,sounds/train/%06d/left.wav,class-%02d,%s,"
                + "subject-%04d,%.6f%n";
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      if (!json) {
        out.write("image,sound,label,split,group,weight\n");
      }
      for (int i = 0; i < rows; i++) {
        String split = i % 10 == 0 ? "test" : "train";
        double weight = 0.5 + i * 7L % 999_983 / 1e6;
        out.write(String.format(Locale.ROOT, row, i, i, i % 100, split, i % 5000, weight));
      }
    }
  }

  private static void read(Path file) {
    long begin = System.nanoTime();
    ManifestTable table = ManifestTable.read(file);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double sum = 0;
    for (double weight : table.column("weight").numbers()) {
      sum += weight;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d rows in %.2f s; the process had run for %.2f s; weights sum to %.3f%n",
        file.getFileName(),
        table.rows(),
        seconds,
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
        sum);
    System.gc();
    System.out.printf(
        Locale.ROOT,
        "heap: %.0f MiB allowed, %.0f MiB at the peak (with garbage), %.0f MiB kept%n",
        Runtime.getRuntime().maxMemory() / MEBIBYTE,
        peak() / MEBIBYTE,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE);
    for (ManifestColumn column : table.columns()) {
      System.out.println(column.name() + ": " + column.distinct().size() + " different texts");
    }
  }

  private static double peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
