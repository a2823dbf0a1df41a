package io.evenkeel.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.input.BadInputException;
import io.evenkeel.report.GrowingRun;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server tells, and what it refuses. */
class WatchServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;
  private Path root = Path.of("");
  private WatchServer server;

  @BeforeEach
  void serve() {
    root = folder.resolve("runs");
    server = WatchServer.start(root, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> ask(String method, String target)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.page() + target.substring(1)))
            .method(method, BodyPublishers.noBody())
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private JsonNode json(String target) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask("GET", target);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  /** A request as it goes over the wire, which no client mends; the status of the answer. */
  private int raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.page().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ")[1]);
    }
  }

  private int rawGet(String target, String host) throws IOException {
    return raw("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private String ownHost() {
    return "127.0.0.1:" + server.page().getPort();
  }

  @Test
  void itListensOnTheLoopbackAddressAlone() throws IOException {
    assertThat(server.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(server.page()).hasScheme("http").hasHost("127.0.0.1").hasPath("/");
    try (Socket other = new Socket()) {
      // Another loopback address is another address: a server bound to all would answer on it.
      assertThatThrownBy(
              () -> other.connect(new InetSocketAddress("127.0.0.2", server.page().getPort()), 500))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aPortThatIsTakenIsBadInput() {
    assertThatThrownBy(() -> WatchServer.start(root, server.page().getPort()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--port");
  }

  @Test
  void thePageItsScriptAndItsStyleLoadNothingFromElsewhere() throws Exception {
    for (String target : List.of("/", "/watch.js", "/style.css")) {
      HttpResponse<String> answer = ask("GET", target);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'self'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.body()).doesNotContain("http:", "https:", "@import", "url(");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
  void itOnlyShows(String method) throws Exception {
    HttpResponse<String> answer = ask(method, "/");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void aHeadRequestHasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> head = ask("HEAD", "/watch.js");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length"))
        .hasValue(ask("GET", "/watch.js").body().getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void aRequestThatNamesAnotherHostIsRefused() throws IOException {
    int port = server.page().getPort();
    for (String host :
        List.of("evil.example", "evil.example:" + port, "127.0.0.1", "localhost", "")) {
      assertThat(rawGet("/", host)).as(host).isEqualTo(403);
    }
    assertThat(raw("GET / HTTP/1.0\r\n\r\n")).isEqualTo(403);
    assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nHost: " + ownHost() + "\r\n\r\n")).isEqualTo(403);
    assertThat(rawGet("/", ownHost())).isEqualTo(200);
    assertThat(rawGet("/", "localhost:" + port)).isEqualTo(200);
  }

  @Test
  void noPathLeadsOutOfTheFolder() throws IOException {
    GrowingRun.begin(root.resolve("a")).steps(1, 4);
    Files.writeString(folder.resolve("summary.json"), "secret");
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("other").resolve("recipe.yaml"), "secret");
    for (String target :
        List.of(
            "/files/../summary.json",
            "/files/a/../../summary.json",
            "/files/%2e%2e/summary.json",
            "/files/..%2fsummary.json",
            "/files/a/%2e%2e/%2e%2e/summary.json",
            "/files/a%2f..%2f..%2fsummary.json",
            "/files/..%5csummary.json",
            "/files/%2fetc/passwd",
            "/files//etc/passwd",
            "/files/" + folder.resolve("summary.json"),
            "/files/./a/recipe.yaml",
            "/files/a/./recipe.yaml",
            "/files/a//recipe.yaml",
            "/files/a/recipe.yaml%00",
            "/../summary.json",
            "/files/../other/recipe.yaml",
            "/api/run?run=..%2fother",
            "/api/run?run=../other",
            "/api/run?run=" + folder.resolve("other"),
            "/api/run?run=a/../../other")) {
      assertThat(rawGet(target, ownHost())).as(target).isEqualTo(404);
    }
    assertThat(rawGet("/files/a/recipe.yaml", ownHost())).isEqualTo(200);
  }

  @Test
  void noLinkLeadsOutOfTheFolder() throws Exception {
    GrowingRun.begin(root.resolve("a"));
    Path outside = GrowingRun.begin(folder.resolve("outside")).folder();
    Files.writeString(outside.resolve("summary.json"), "{}");
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(
        root.resolve("a").resolve("summary.json"), outside.resolve("summary.json"));

    Path notes = Files.writeString(root.resolve("a").resolve("notes.txt"), "secret");
    Files.createSymbolicLink(root.resolve("a").resolve("diagnosis.json"), notes);

    assertThat(ask("GET", "/files/a/summary.json").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/files/a/diagnosis.json").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/files/link/recipe.yaml").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/api/run?run=link").statusCode()).isEqualTo(404);
    assertThat(json("/api/runs").path("runs")).hasSize(1);
  }

  @Test
  void onlyFilesOnTheListAreServed() throws Exception {
    GrowingRun.begin(root);
    Files.writeString(root.resolve("notes.txt"), "secret");
    Files.writeString(root.resolve("report.html"), "<h1>Report</h1>");
    Files.createDirectories(root.resolve("checkpoints"));

    for (String target :
        List.of(
            "/files/notes.txt", "/files/.lock", "/files/checkpoints", "/files/", "/notes.txt")) {
      assertThat(ask("GET", target).statusCode()).as(target).isEqualTo(404);
    }
    HttpResponse<String> report = ask("GET", "/files/report.html");
    assertThat(report.body()).contains("Report");
    assertThat(report.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'")
        .contains("sandbox");
  }

  @Test
  void aRunIsFollowedFromBeforeItBeginsUntilItHasFinished() throws Exception {
    assertThat(json("/api/run").path("state").asText()).isEqualTo("waiting");

    GrowingRun run = GrowingRun.begin(root).steps(1, 6);
    JsonNode training = json("/api/run");
    assertThat(training.path("state").asText()).isEqualTo("training");
    assertThat(training.path("step").asLong()).isEqualTo(6);
    assertThat(training.path("steps_per_epoch").asLong()).isEqualTo(4);
    assertThat(training.path("epoch").asInt()).isEqualTo(1);
    assertThat(training.path("epochs").asInt()).isEqualTo(10);
    assertThat(training.path("figures").asText()).contains("tolerance ±0.25");

    run.lock("");
    assertThat(json("/api/run").path("state").asText()).isEqualTo("stopped");

    GrowingRun.begin(root).steps(1, 5);
    JsonNode resumed = json("/api/run");
    assertThat(resumed.path("state").asText()).isEqualTo("training");
    assertThat(resumed.path("step").asLong()).isEqualTo(5);

    Files.writeString(root.resolve("summary.json"), "{}");
    JsonNode finished = json("/api/run");
    assertThat(finished.path("state").asText()).isEqualTo("finished");
    assertThat(finished.path("files").toString()).contains("summary.json", "steps.csv");
  }

  @Test
  void aRunWhoseProcessHasDiedIsStopped() throws Exception {
    GrowingRun run = GrowingRun.begin(root);
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();

    run.lock("train, process " + gone.pid() + ", since then");

    assertThat(json("/api/run").path("state").asText()).isEqualTo("stopped");
  }

  @Test
  void aRunThatFailedSaysWhy() throws Exception {
    GrowingRun run = GrowingRun.begin(root);
    run.lock("");
    Files.writeString(root.resolve("provenance.json"), "{\"failed\": \"training diverged\"}");

    JsonNode failed = json("/api/run");

    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(failed.path("failure").asText()).isEqualTo("training diverged");
  }

  @Test
  void garbageIsNoObstacle() throws Exception {
    GrowingRun run = GrowingRun.begin(root).steps(1, 4);
    run.append("steps.csv", "<script>,,,");
    Files.writeString(root.resolve("recipe.yaml"), "epochs: [");
    Files.writeString(root.resolve("provenance.json"), "{");

    JsonNode told = json("/api/run");

    assertThat(told.path("unreadable_rows").asLong()).isEqualTo(1);
    assertThat(told.path("epochs").asInt()).isZero();
    assertThat(told.path("figures").asText()).contains("<svg").doesNotContain("script");
  }

  @Test
  void aFolderOfRunsIsAListOfThem() throws Exception {
    GrowingRun.begin(root.resolve("guided").resolve("seed-1")).steps(1, 8);
    GrowingRun.begin(root.resolve("vanilla"));
    GrowingRun.begin(root.resolve(".replaced"));

    JsonNode list = json("/api/runs");

    assertThat(list.path("collection").asBoolean()).isTrue();
    assertThat(list.path("runs").findValuesAsText("run"))
        .containsExactly("guided/seed-1", "vanilla");
    assertThat(list.path("runs").get(0).path("epoch").asInt()).isEqualTo(2);
    assertThat(list.path("runs").get(0).has("figures")).isFalse();
    assertThat(json("/api/run?run=guided/seed-1").path("figures").asText()).contains("<svg");
    assertThat(ask("GET", "/files/guided/seed-1/recipe.yaml").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/files/guided/recipe.yaml").statusCode()).isEqualTo(404);
  }

  @Test
  void theFolderItselfMayBeALink() throws Exception {
    GrowingRun.begin(folder.resolve("disk").resolve("guided"));
    Files.createSymbolicLink(root, folder.resolve("disk"));

    assertThat(json("/api/runs").path("runs").findValuesAsText("run")).containsExactly("guided");
    assertThat(ask("GET", "/files/guided/recipe.yaml").statusCode()).isEqualTo(200);
  }

  @Test
  void filesOfEveryLengthArriveWhole() throws Exception {
    GrowingRun.begin(root);
    for (int length : List.of(0, 1, 65_536, 200_001)) {
      Files.writeString(root.resolve("summary.json"), "x".repeat(length));

      HttpResponse<String> answer = ask("GET", "/files/summary.json");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).hasSize(length);
    }
  }
}
