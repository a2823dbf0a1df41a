package io.evenkeel.bench;

import io.evenkeel.input.BadInputException;
import picocli.CommandLine;

/** Runs a command so that what a person can mend is told in one line, with exit code 2. */
final class OneLineFailures {
  private OneLineFailures() {}

  /** Runs an annotated command; gives its exit code, 2 where its input was bad. */
  static int execute(Object command, String... arguments) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              if (failure instanceof BadInputException bad) {
                line.getErr().println("bench: " + bad.getMessage());
                return CommandLine.ExitCode.USAGE;
              }
              throw failure;
            })
        .execute(arguments);
  }
}
