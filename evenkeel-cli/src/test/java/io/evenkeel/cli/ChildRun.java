package io.evenkeel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command in a process of its own.
 *
 * @param process the process
 * @param folder where what it prints goes
 */
record ChildRun(Process process, Path folder) implements AutoCloseable {

  static ChildRun start(Path folder, String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Evenkeel.class.getName()));
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    return new ChildRun(process, folder);
  }

  String out() {
    return read("stdout");
  }

  String err() {
    return read("stderr");
  }

  private String read(String stream) {
    try {
      return Files.readString(folder.resolve(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
