package io.evenkeel.watch;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Lets requests through that read, and that were meant for this server; the rest is refused.
 *
 * <p>A page of a stranger's can have its own name resolve to the loopback address and then ask here
 * from a reader's browser. Such a request names the stranger's host.
 *
 * @param site answers what is let through
 */
record Guard(Function<Request, Reply> site) implements HttpHandler {
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  /**
   * What is asked for.
   *
   * @param path the decoded path
   * @param run the run that the query names; empty where it names none
   */
  record Request(String path, String run) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, reply(exchange));
    }
  }

  private Reply reply(HttpExchange exchange) {
    if (!isMeantForThisServer(exchange)) {
      return Reply.refused(403, "this server answers to 127.0.0.1 and localhost alone");
    }
    if (!METHODS.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Reply.refused(405, "this server only shows");
    }
    try {
      return site.apply(request(exchange));
    } catch (RuntimeException e) {
      // A request that fails is told so; the page asks again, and may find what it asks for then.
      return Reply.refused(500, String.valueOf(e.getMessage()));
    }
  }

  private static Request request(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    boolean named = query != null && query.startsWith("run=");
    return new Request(
        String.valueOf(exchange.getRequestURI().getPath()), named ? query.substring(4) : "");
  }

  private static boolean isMeantForThisServer(HttpExchange exchange) {
    int port = exchange.getLocalAddress().getPort();
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    return hosts.equals(List.of("127.0.0.1:" + port)) || hosts.equals(List.of("localhost:" + port));
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.type());
    headers.set("Content-Security-Policy", reply.policy());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Long.toString(reply.body().length()));
      exchange.sendResponseHeaders(reply.status(), -1);
    } else {
      exchange.sendResponseHeaders(reply.status(), lengthAsTold(reply.body().length()));
      reply.body().sendTo(exchange.getResponseBody());
    }
  }

  /** To the JDK's server a length of 0 means one that is not known, and −1 means none. */
  private static long lengthAsTold(long length) {
    return length == 0 ? -1 : length;
  }
}
