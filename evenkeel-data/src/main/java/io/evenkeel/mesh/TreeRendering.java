package io.evenkeel.mesh;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The views of many meshes, drawn into a tree of PNG files.
 *
 * <p>A view that is there, whole and not older than its mesh, is kept. A mesh that cannot be read
 * is recorded, and the others go on.
 *
 * @param meshes what to draw
 * @param out the folder of the views
 * @param settings how
 * @param jobs how many meshes to work on at a time, at least 1
 */
public record TreeRendering(List<MeshFile> meshes, Path out, RenderSettings settings, int jobs) {
  private static final int MOST_JOBS = 1024;

  /** Copies the list and checks the range. */
  public TreeRendering {
    meshes = List.copyOf(meshes);
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw new BadInputException(
          "--jobs", Integer.toString(jobs), "a whole number from 1 to " + MOST_JOBS);
    }
  }

  /**
   * What has become of a mesh.
   *
   * @param mesh the mesh
   * @param drawn how many views were drawn
   * @param kept how many were there
   * @param problem why the others could not be drawn
   */
  public record Outcome(MeshFile mesh, int drawn, int kept, Optional<String> problem) {}

  /** Hears of every mesh, in the order in which they are done; never two at a time. */
  @FunctionalInterface
  public interface Listener {
    /** A mesh is done. */
    void done(Outcome outcome);
  }

  /**
   * Draws what is missing.
   *
   * @param interrupted whether to stop; asked before every view
   * @return the meshes that are done, in the order of {@code meshes}: fewer where interrupted
   * @throws UncheckedIOException if a view cannot be written
   */
  public List<Outcome> run(Listener listener, BooleanSupplier interrupted) {
    List<Optional<Outcome>> outcomes = new ArrayList<>();
    meshes.forEach(mesh -> outcomes.add(Optional.empty()));
    AtomicInteger next = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int job = 0; job < jobs; job++) {
        futures.add(
            workers.submit(
                () -> {
                  Renderer renderer = new Renderer(settings);
                  for (int i = next.getAndIncrement();
                      i < meshes.size();
                      i = next.getAndIncrement()) {
                    Optional<Outcome> outcome = draw(meshes.get(i), renderer, interrupted);
                    synchronized (outcomes) {
                      outcomes.set(i, outcome);
                      outcome.ifPresent(listener::done);
                    }
                  }
                }));
      }
      futures.forEach(TreeRendering::await);
      return outcomes.stream().flatMap(Optional::stream).toList();
    } finally {
      workers.shutdownNow();
    }
  }

  private Optional<Outcome> draw(MeshFile mesh, Renderer renderer, BooleanSupplier interrupted) {
    List<Integer> missing = new ArrayList<>();
    for (int view = 0; view < settings.views(); view++) {
      if (!isThere(mesh.viewFile(out, view), mesh.file())) {
        missing.add(view);
      }
    }
    int kept = settings.views() - missing.size();
    if (interrupted.getAsBoolean()) {
      return Optional.empty();
    }
    if (missing.isEmpty()) {
      return Optional.of(new Outcome(mesh, 0, kept, Optional.empty()));
    }
    try {
      Surface surface = Surface.of(OffReader.read(mesh.file()));
      makeFolder(mesh.viewFolder(out));
      for (int view : missing) {
        if (interrupted.getAsBoolean()) {
          return Optional.empty();
        }
        renderer.view(surface, view).write(mesh.viewFile(out, view));
      }
      return Optional.of(new Outcome(mesh, missing.size(), kept, Optional.empty()));
    } catch (BadInputException e) {
      return Optional.of(new Outcome(mesh, 0, kept, Optional.ofNullable(e.getMessage())));
    } catch (OutOfMemoryError e) {
      String problem = mesh.file() + ": more than fits in memory; expected a smaller mesh";
      return Optional.of(new Outcome(mesh, 0, kept, Optional.of(problem)));
    }
  }

  private static boolean isThere(Path view, Path mesh) {
    try {
      return PngEnd.isAt(view)
          && Files.getLastModifiedTime(view).compareTo(Files.getLastModifiedTime(mesh)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted while drawing");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException unwritable) {
        throw unwritable;
      }
      throw new IllegalStateException("drawing failed", e.getCause());
    }
  }
}
