package io.evenkeel.bench;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that times itself and prints milliseconds, one number a line.
 *
 * @param command the program and its arguments
 * @param environment variables set on top of this process's own; an empty value unsets
 */
record TimedProcess(List<String> command, Map<String, String> environment) {
  /** What the bench script sets for our own processes. */
  static final List<String> TUNED =
      List.of("OPENBLAS_NUM_THREADS", "GOMP_SPINCOUNT", "GLIBC_TUNABLES");

  TimedProcess {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A main class of ours in a fresh JVM of this class path. */
  static TimedProcess java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new TimedProcess(command, Map.of());
  }

  /** The same with a variable set, or unset by an empty value. */
  TimedProcess and(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new TimedProcess(command, more);
  }

  /** The same with none of the settings that the bench script makes. */
  TimedProcess untuned() {
    TimedProcess plain = this;
    for (String variable : TUNED) {
      plain = plain.and(variable, "");
    }
    return plain;
  }

  /**
   * Runs it to its end and gives the numbers; throws {@link BadInputException} where it cannot be
   * started, fails or prints anything else.
   */
  List<Double> milliseconds() {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    try {
      Process process = builder.start();
      List<Double> numbers;
      try (var output = process.getInputStream()) {
        numbers =
            new String(output.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(this::number)
                .toList();
      }
      if (process.waitFor() != 0) {
        throw new BadInputException(
            String.join(" ", command),
            "ended with exit code " + process.exitValue(),
            "0, and milliseconds on its output");
      }
      return numbers;
    } catch (IOException running) {
      throw new BadInputException(
          command.get(0),
          "cannot be run (" + running.getMessage() + ")",
          "a program, see --help",
          running);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", interrupted);
    }
  }

  private double number(String line) {
    try {
      return Double.parseDouble(line);
    } catch (NumberFormatException other) {
      throw new BadInputException(
          String.join(" ", command), '"' + line + '"', "milliseconds, one number a line", other);
    }
  }
}
