package io.evenkeel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link StepTimer} in a fresh JVM.
 *
 * @param steps how many steps it times
 * @param threads its argument
 * @param environment variables set on top of this process's own; an empty value unsets
 */
record StepProcess(int steps, String threads, Map<String, String> environment)
    implements Alternation.Work {
  private static final int STEPS = 40;

  StepProcess {
    environment = Map.copyOf(environment);
  }

  static StepProcess with(String threads) {
    return new StepProcess(STEPS, threads, Map.of());
  }

  StepProcess and(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new StepProcess(steps, threads, more);
  }

  @Override
  public double milliseconds() {
    return result(start());
  }

  /** Two such processes at once, as when two runs share a machine; gives the slower one's time. */
  Alternation.Work twiceAtOnce() {
    return () -> {
      Process first = start();
      Process second = start();
      return Math.max(result(first), result(second));
    };
  }

  private Process start() {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StepTimer.class.getName(),
            Integer.toString(steps),
            threads);
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
      return builder.start();
    } catch (IOException starting) {
      throw new UncheckedIOException(starting);
    }
  }

  private static double result(Process process) {
    try (var output = process.getInputStream()) {
      return Double.parseDouble(new String(output.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException reading) {
      throw new UncheckedIOException(reading);
    }
  }
}
