package io.evenkeel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimedProcessTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void aProgramThatIsMissingIsToldInOneLine() {
    assertThatThrownBy(() -> process("no-such-python").milliseconds())
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("no-such-python: cannot be run (")
        .hasMessageEndingWith("expected a program, see --help");
  }

  @Test
  void aProgramThatFailsIsToldWithItsExitCode() {
    assertThatThrownBy(() -> process(JAVA, "-cp", ".", "no.such.Main").milliseconds())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no.such.Main: ended with exit code 1; expected 0");
  }

  @Test
  void outputThatIsNoNumberIsQuoted() {
    assertThatThrownBy(() -> process(JAVA, "--version").milliseconds())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected milliseconds, one number a line");
  }

  @Test
  void badInputOfACommandIsExitCodeTwo() {
    assertThat(OneLineFailures.execute(new Failing())).isEqualTo(2);
  }

  @picocli.CommandLine.Command(name = "failing")
  private static final class Failing implements Runnable {
    @Override
    public void run() {
      throw new BadInputException("here", "this", "that");
    }
  }

  private static TimedProcess process(String... command) {
    return new TimedProcess(List.of(command), Map.of());
  }
}
