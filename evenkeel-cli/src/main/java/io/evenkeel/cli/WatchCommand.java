package io.evenkeel.cli;

import io.evenkeel.input.BadInputException;
import io.evenkeel.watch.WatchServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel watch}. */
@Command(
    name = "watch",
    description = "Show a run, or all runs below a folder, on a live page while they train.",
    mixinStandardHelpOptions = true,
    footer = {"", "The page is served to this machine alone, until Ctrl-C."})
final class WatchCommand implements Callable<Integer> {
  private static final long LISTENING_MILLIS = 200;

  @Parameters(
      paramLabel = "DIR",
      description = "A run directory, or a folder with run directories; may be one still to come.")
  private Path folder = Path.of("");

  @Option(
      names = "--port",
      defaultValue = "8350",
      paramLabel = "P",
      description = "The port on 127.0.0.1, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65535) {
      throw new BadInputException("--port", Integer.toString(port), "0 to 65535");
    }
    requireFolderOrPlaceForOne();
    try (Interruption interruption = Interruption.listen();
        WatchServer server = WatchServer.start(folder, port)) {
      if (!Files.exists(folder)) {
        System.out.println(folder + " is not there yet; the page waits for it");
      }
      System.out.println("watching " + folder + " on " + server.page() + " until Ctrl-C");
      while (!interruption.getAsBoolean()) {
        Thread.sleep(LISTENING_MILLIS);
      }
      return ExitCode.INTERRUPTED;
    }
  }

  private void requireFolderOrPlaceForOne() {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new BadInputException(folder.toString(), "a file", "a run directory");
    }
    if (!Files.exists(folder) && (parent == null || !Files.isDirectory(parent))) {
      throw new BadInputException(
          folder.toString(),
          "neither it nor the folder around it is there",
          "a run directory, or one to come");
    }
  }
}
