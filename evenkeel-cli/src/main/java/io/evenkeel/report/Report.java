package io.evenkeel.report;

import java.nio.file.Path;
import java.util.List;

public final class Report {
  private Report() {}

  public static void write(List<Path> runDirectories, Path htmlFile) {}
}
