package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static final long FIFTH = 200_000_000;
  private static final String ERASED = "\r\u001b[K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  private StatusLine line(int columns) {
    return new StatusLine(
        new PrintStream(bytes, true, StandardCharsets.UTF_8), columns, clock::get);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void aLineIsDrawnOverTheOneBeforeOnceAFifthOfASecondIsOver() {
    StatusLine line = line(80);
    for (long now : new long[] {FIFTH, 2 * FIFTH - 1, 2 * FIFTH}) {
      clock.set(now);
      line.draw(Long::toString);
    }

    assertThat(shown()).isEqualTo(ERASED + FIFTH + ERASED + 2 * FIFTH);
  }

  @Test
  void linesThatStayTakeItsPlace() {
    StatusLine line = line(4);
    clock.set(FIFTH);
    line.draw(now -> "under way");
    line.print("a line of any length");
    line.erase();

    assertThat(shown()).isEqualTo(ERASED + "und" + ERASED + "a line of any length\n" + ERASED);
  }

  @Test
  void elsewhereLinesThatStayAreAllThereIs() {
    StatusLine line = line(0);
    clock.set(FIFTH);
    line.draw(now -> "under way");
    line.print("done");
    line.erase();

    assertThat(line.isLive()).isFalse();
    assertThat(shown()).isEqualTo("done\n");
  }

  @Test
  void ofThingsThatAreCountedThereIsALineForEachTenthElsewhere() {
    StatusLine line = line(0);
    for (int done = 1; done <= 25; done++) {
      String text = done + " of 25";
      line.draw(done, 25, now -> text);
    }

    assertThat(shown().lines())
        .hasSize(10)
        .startsWith("3 of 25", "5 of 25", "8 of 25")
        .endsWith("25 of 25");
  }

  @Test
  void onATerminalTheyAreDrawnInPlace() {
    StatusLine line = line(80);
    for (int done = 1; done <= 2; done++) {
      String text = done + " of 2";
      clock.addAndGet(FIFTH);
      line.draw(done, 2, now -> text);
    }

    assertThat(shown()).isEqualTo(ERASED + "1 of 2" + ERASED + "2 of 2");
  }

  @Test
  void whatACommandFailsForStandsInItsPlace() {
    System.setProperty("evenkeel.columns", "80");
    try {
      assertThat(CommandRun.of("check", "no-such-recipe.yaml").err())
          .startsWith(ERASED + "evenkeel: no-such-recipe.yaml: no such file");
    } finally {
      System.clearProperty("evenkeel.columns");
    }
  }
}
