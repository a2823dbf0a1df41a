package io.evenkeel.watch;

import com.sun.net.httpserver.HttpServer;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the live page of a run directory, or of a folder of them, to this machine alone. */
public final class WatchServer implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final ExecutorService threads;

  private WatchServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to serve on 127.0.0.1.
   *
   * @param folder what to follow; need not be there yet
   * @param port the port, 0 for any that is free
   * @throws BadInputException if the port is taken
   */
  public static WatchServer start(Path folder, int port) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
      HttpServer server = HttpServer.create(address, 0);
      ExecutorService threads = Executors.newCachedThreadPool(WatchServer::thread);
      server.setExecutor(threads);
      server.createContext("/", new Guard(new Site(new WatchedFolder(folder))));
      server.start();
      return new WatchServer(server, threads);
    } catch (BindException e) {
      throw new BadInputException(
          "--port", port + ", which is taken", "a free port; 0 takes any", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve on port " + port, e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "watch");
    thread.setDaemon(true);
    return thread;
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  /** Where the page is. */
  public URI page() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
