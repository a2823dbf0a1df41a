package io.evenkeel.bench;

import io.evenkeel.mesh.Mesh;
import io.evenkeel.mesh.RenderSettings;
import io.evenkeel.mesh.Renderer;
import io.evenkeel.mesh.View;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Drawing one view of a mesh of 5,000 faces, and turning it into the picture that is encoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RenderBenchmark {
  private static final int ROWS = 50;
  private static final int COLUMNS = 50;

  private final RenderSettings settings = RenderSettings.defaults();
  private final Renderer renderer = new Renderer(settings);
  private final Mesh mesh = wavyTorus();
  private int next;

  /** One view of 224 × 224 pixels. */
  @Benchmark
  public View baselineView() {
    next = (next + 1) % settings.views();
    return renderer.view(mesh, next);
  }

  /** One view, as the RGB picture that a PNG encoder takes. */
  @Benchmark
  public Object viewAsImage() {
    return baselineView().image();
  }

  /** A closed surface that hides half of itself, as most meshes do. */
  private static Mesh wavyTorus() {
    double[] coordinates = new double[3 * ROWS * COLUMNS];
    int[] corners = new int[6 * ROWS * COLUMNS];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      int row = i / COLUMNS;
      int column = i % COLUMNS;
      double around = 2 * Math.PI * row / ROWS;
      double across = 2 * Math.PI * column / COLUMNS;
      double ring = 1 + (0.4 + 0.05 * Math.cos(7 * around)) * Math.cos(across);
      coordinates[3 * i] = ring * Math.cos(around);
      coordinates[3 * i + 1] = ring * Math.sin(around);
      coordinates[3 * i + 2] = 0.4 * Math.sin(across);
      int right = row * COLUMNS + (column + 1) % COLUMNS;
      int below = (row + 1) % ROWS * COLUMNS + column;
      int diagonal = (row + 1) % ROWS * COLUMNS + (column + 1) % COLUMNS;
      int[] two = {i, right, diagonal, i, diagonal, below};
      System.arraycopy(two, 0, corners, 6 * i, two.length);
    }
    return new Mesh("torus", coordinates, corners);
  }
}
