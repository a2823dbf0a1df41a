package io.evenkeel.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.report.Report;
import io.evenkeel.runs.RunFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What the server answers: the page with its script and style, what the page asks for, and files of
 * runs.
 */
final class Site implements Function<Guard.Request, Reply> {
  private static final String FILES = "/files/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "csv", "text/plain; charset=utf-8",
          "yaml", "text/plain; charset=utf-8");

  private final WatchedFolder folder;
  private final Map<String, WatchedRun> runs = new ConcurrentHashMap<>();

  Site(WatchedFolder folder) {
    this.folder = folder;
  }

  @Override
  public Reply apply(Guard.Request request) {
    return switch (request.path()) {
      case "/" -> Reply.ok(type("html"), resource("watch.html"));
      case "/watch.js" -> Reply.ok(type("js"), resource("watch.js"));
      case "/style.css" -> Reply.ok(type("css"), style());
      case "/api/runs" -> Reply.ok(list());
      case "/api/run" ->
          folder.run(request.run()).isPresent()
              ? Reply.ok(run(request.run()).page())
              : Reply.notFound();
      default ->
          request.path().startsWith(FILES)
              ? file(request.path().substring(FILES.length()))
              : Reply.notFound();
    };
  }

  private WatchedRun run(String name) {
    return runs.computeIfAbsent(
        name,
        n ->
            new WatchedRun(
                n,
                n.isEmpty() ? folder.name() : n,
                new RunFiles(folder.run(n).orElseThrow().normalize())));
  }

  private ObjectNode list() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("name", folder.name());
    list.put("folder", folder.root().toString());
    list.put("collection", folder.isCollection());
    list.put("report", folder.file("", "report.html").isPresent());
    ArrayNode lines = list.putArray("runs");
    folder.runs().forEach(name -> lines.add(run(name).line()));
    return list;
  }

  private Reply file(String path) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    return folder
        .file(slash < 0 ? "" : path.substring(0, slash), name)
        .map(file -> Reply.file(type(name.substring(name.lastIndexOf('.') + 1)), part(file)))
        .orElseGet(Reply::notFound);
  }

  private static String type(String extension) {
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }

  private static Content.Part part(Path file) {
    try {
      return new Content.Part(file, Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static byte[] style() {
    String own = new String(resource("watch.css"), StandardCharsets.UTF_8);
    return (Report.style() + own).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) {
    try (InputStream in = Site.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
