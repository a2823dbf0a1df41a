package io.evenkeel.bench;

import io.evenkeel.files.WholeFile;
import io.evenkeel.views.CachedViews;
import io.evenkeel.views.DecodedViews;
import io.evenkeel.views.ViewModel;
import io.evenkeel.views.ViewTree;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One rendered view as bytes: decoded from its PNG file, decoded and resized, or from the mapped
 * cache. The images are 224 × 224 RGBA drawings of shaded shapes, about as large as those of MVCNN.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeBenchmark {
  private static final int MODELS = 32;
  private static final int SIDE = 224;

  /** The size that views are brought to: {@code -p size=64} resizes, 224 does not. */
  @Param("224")
  private int size = SIDE;

  private Path folder = Path.of("");
  private DecodedViews decoded = new DecodedViews(List.of(), SIDE);
  private List<CachedViews> cached = List.of();
  private int next;

  /** Draws the images, and decodes them into the cache. */
  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory("evenkeel-decode");
    Path tree = folder.resolve("views");
    Path ofSplit = Files.createDirectories(tree.resolve("shape/train"));
    for (int model = 0; model < MODELS; model++) {
      String name = String.format(Locale.ROOT, "shape_%04d.obj.shaded_v001.png", model);
      ImageIO.write(drawing(model), "png", ofSplit.resolve(name).toFile());
    }
    List<ViewModel> models = ViewTree.read(tree).train();
    decoded = new DecodedViews(models, size);
    cached =
        List.of(
            CachedViews.open(decoded, "train", List.of(0), folder.resolve("cache"), told -> {}));
  }

  private static BufferedImage drawing(int model) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.BLACK);
    pen.fillRect(0, 0, SIDE, SIDE);
    for (int shape = 0; shape < 12; shape++) {
      int left = (model * 37 + shape * 53) % 150;
      int top = (model * 71 + shape * 29) % 150;
      pen.setPaint(new GradientPaint(left, top, Color.DARK_GRAY, left + 60, top + 60, Color.WHITE));
      pen.fillOval(left, top, 20 + 5 * shape, 70 - 4 * shape);
    }
    pen.dispose();
    return image;
  }

  /** Read, decoded and brought to size. */
  @Benchmark
  public byte[] baselinePng() {
    next = (next + 1) % MODELS;
    return decoded.read(next, 0);
  }

  /** Copied out of the mapped cache. */
  @Benchmark
  public byte[] cache() {
    next = (next + 1) % MODELS;
    return cached.get(0).read(next, 0);
  }

  /** Deletes the images. */
  @TearDown
  public void delete() {
    WholeFile.deleteFolder(folder);
  }
}
