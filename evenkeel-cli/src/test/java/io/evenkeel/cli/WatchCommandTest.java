package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchCommandTest {
  private static final Pattern PAGE = Pattern.compile("on (http://127\\.0\\.0\\.1:\\d+/)");
  private static final Duration HANG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signal that a process can answer")
  void itServesAFolderThatIsStillToComeUntilItIsInterrupted() throws Exception {
    Path later = folder.resolve("later");
    try (ChildRun run = ChildRun.start(folder, "watch", later.toString(), "--port", "0")) {
      URI page = page(run);
      assertThat(run.out()).contains(later + " is not there yet");
      HttpRequest request = HttpRequest.newBuilder(page.resolve("/api/run")).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .contains("\"state\":\"waiting\"");

      run.process().toHandle().destroy();

      assertThat(run.process().waitFor(HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(run.process().exitValue()).isEqualTo(130);
      assertThat(run.err()).isEmpty();
    }
    assertThat(later).doesNotExist();
  }

  private static URI page(ChildRun run) throws InterruptedException {
    long deadline = System.nanoTime() + HANG.toNanos();
    Matcher said = PAGE.matcher(run.out());
    while (!said.find()) {
      assertThat(run.process().waitFor(50, TimeUnit.MILLISECONDS)).as(run.err()).isFalse();
      assertThat(System.nanoTime()).as("no address").isLessThan(deadline);
      said = PAGE.matcher(run.out());
    }
    return URI.create(said.group(1));
  }

  @Test
  void aFolderInAFolderThatIsNotThereIsBadInput() {
    CommandRun run = CommandRun.of("watch", folder.resolve("no").resolve("run").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("no", "is there");
  }

  @Test
  void aFileIsBadInput() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    CommandRun run = CommandRun.of("watch", file.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http"})
  void aPortThatIsNoneIsBadInput(String port) {
    CommandRun run = CommandRun.of("watch", folder.toString(), "--port", port);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("--port");
  }
}
