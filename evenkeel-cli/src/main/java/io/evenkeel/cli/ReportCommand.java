package io.evenkeel.cli;

import io.evenkeel.report.Report;
import io.evenkeel.runs.RunFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel report}. */
@Command(
    name = "report",
    description = "Write one HTML page about one or several runs.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Run directories.")
  private List<Path> folders = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page to write. Default: report.html in the first directory.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    folders.forEach(folder -> new RunFiles(folder).requireRun());
    Path page = out == null ? new RunFiles(folders.get(0)).report() : out;
    Report.write(folders, page);
    System.out.println("report: " + page);
    return ExitCode.DONE;
  }
}
