package io.evenkeel.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.report.GrowingRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, while a run grows; skipped where there is no Chromium. */
class WatchPageTest {
  private static final Duration HANG = Duration.ofMinutes(2);

  /** What the page is given to live, in its own time, which runs faster than ours. */
  private static final Duration LIFE = Duration.ofSeconds(8);

  private static final Pattern LINE = Pattern.compile("<path class=\"line [^>]* d=\"M[^\"]*L");
  private static final Pattern STEP = Pattern.compile("step (\\d+) of 40");

  @TempDir Path folder;
  private Path root = Path.of("");

  @BeforeEach
  void needABrowser() {
    assumeTrue(browser().isPresent(), "skipped: no chromium, chromium-browser or google-chrome");
    root = folder.resolve("run");
  }

  private static Optional<Path> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The document of a page after it has lived a while; nothing beside our server can be reached.
   */
  private String document(WatchServer server, String target)
      throws IOException, InterruptedException {
    Path out = folder.resolve("dom.html");
    List<String> line = new ArrayList<>();
    line.add(browser().orElseThrow().toString());
    line.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
            "--virtual-time-budget=" + LIFE.toMillis(),
            "--dump-dom",
            server.page() + target));
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }

  @Test
  void chartsFollowARunThatGrows() throws Exception {
    GrowingRun run = GrowingRun.begin(root).steps(1, 4);
    try (WatchServer server = WatchServer.start(root, 0);
        Trainer trainer = new Trainer(run, 5)) {
      String page = document(server, "");

      assertThat(page).contains("Training.", "epoch ", "50.0&nbsp;%");
      assertThat(LINE.matcher(page).results().count()).isGreaterThanOrEqualTo(8);
      assertThat(page)
          .as("what only somebody who has seen two different steps can say")
          .containsPattern("steps a second · about \\d+:\\d\\d left");
      assertThat(STEP.matcher(page).results())
          .singleElement()
          .satisfies(step -> assertThat(Integer.parseInt(step.group(1))).isGreaterThan(4));
    }
  }

  /** Does a step now and then. */
  private static final class Trainer implements AutoCloseable {
    private final Thread thread;

    Trainer(GrowingRun run, int first) {
      thread =
          new Thread(
              () -> {
                try {
                  for (int step = first; step <= 39; step++) {
                    run.steps(step, step);
                    Thread.sleep(100);
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }

  @Test
  void aRunThatWasStoppedSaysHowToGoOn() throws Exception {
    GrowingRun.begin(root).steps(1, 6).lock("");
    try (WatchServer server = WatchServer.start(root, 0)) {
      assertThat(document(server, ""))
          .contains("Stopped. To go on: evenkeel train --resume --out " + root)
          .contains("href=\"/files/steps.csv\"");
    }
  }

  @Test
  void aFolderOfRunsLinksToEach() throws Exception {
    Path finished = root.resolve("guided").resolve("seed-1");
    GrowingRun.begin(finished).steps(1, 8);
    Files.writeString(finished.resolve("summary.json"), "{}");
    Files.writeString(finished.resolve("report.html"), "<h1>Report</h1>");
    GrowingRun.begin(root.resolve("vanilla"));
    try (WatchServer server = WatchServer.start(root, 0)) {
      assertThat(document(server, ""))
          .contains("2 runs", "href=\"/?run=guided%2Fseed-1\"", "href=\"/?run=vanilla\"", "2 / 10");
      String run = document(server, "?run=guided%2Fseed-1");
      assertThat(run)
          .contains("All runs", "href=\"/files/guided/seed-1/recipe.yaml\"")
          .contains("Finished. <a href=\"/files/guided/seed-1/report.html\">Its report</a>");
      assertThat(LINE.matcher(run).results().count()).isGreaterThanOrEqualTo(8);
    }
  }
}
