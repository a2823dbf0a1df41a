package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CountProgressTest {
  private static final long SECOND = 1_000_000_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void elsewhereThanOnATerminalThereIsALineForEachTenth() {
    count(40, 0);
    assertThat(shown().lines()).hasSize(10).first().isEqualTo("4/40 images  1/s  ETA 0:36");
  }

  @Test
  void onATerminalOneLineIsRedrawnCutToItsWidthAndErasedAtTheEnd() {
    count(3, 11);
    assertThat(shown()).isEqualTo("\r\u001b[K1/3 images\r\u001b[K2/3 images\r\u001b[K");
  }

  private void count(int all, int columns) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    CountProgress progress =
        new CountProgress("images", all, new StatusLine(out, columns, clock::get));
    for (int k = 0; k < all; k++) {
      clock.addAndGet(SECOND);
      progress.count();
    }
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
