package io.evenkeel.bench;

import io.evenkeel.data.DataSource;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.PrefetchingBatches;
import io.evenkeel.files.WholeFile;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How many frames a second training's batches bring: decoded, or taken from the cache, cut out and
 * put together by the threads that prefetch, with nobody training.
 */
@Command(name = "ClipRates", description = "Frames a second of batches of clips.")
public final class ClipRates implements Callable<Integer> {
  private static final Seed SEED = new Seed(4);

  @Parameters(description = "A set of clips in the layout of NVGesture.")
  private Path folder = Path.of("");

  @Option(names = "--frames", description = "Frames of a clip.")
  private int frames = 32;

  @Option(names = "--streams", split = ",", description = "The videos of a gesture.")
  private List<String> streams = List.of("sk_color", "sk_depth");

  @Option(names = "--batch", description = "Clips a batch, each of two streams.")
  private int batch = 4;

  @Option(names = "--epochs", description = "How often each way is taken.")
  private int epochs = 5;

  private ClipRates() {}

  /** Measures both ways. */
  public static void main(String[] args) {
    System.exit(OneLineFailures.execute(new ClipRates(), args));
  }

  @Override
  public Integer call() throws IOException {
    System.out.println("clips,epoch,frames/s,frames/s of a core's time");
    Path cache = Files.createTempDirectory("evenkeel-clip-rates");
    try {
      take("decoded", data(false, cache));
      take("from the cache", data(true, cache));
    } finally {
      WholeFile.deleteFolder(cache);
    }
    return 0;
  }

  private Dataset data(boolean cached, Path cache) {
    DataSpec base = DataSpec.defaults();
    VideoSpec video = VideoSpec.defaults();
    return DataSource.open(
            new DataSpec(
                DataSpec.Source.NVGESTURE,
                Optional.of(folder.toString()),
                Optional.empty(),
                List.of("rgb", "depth"),
                OptionalInt.empty(),
                1,
                OptionalInt.empty(),
                base.colors(),
                DataSpec.Normalization.NONE,
                base.views(),
                new VideoSpec(
                    streams,
                    video.channels(),
                    frames,
                    video.stride(),
                    video.size(),
                    video.crop(),
                    true,
                    true,
                    video.mirrorLabels(),
                    true,
                    VideoSpec.Validation.SAMPLE,
                    video.skippedShare(),
                    cached,
                    Optional.of(cache.toString()),
                    video.cacheGib())),
            SEED)
        .train();
  }

  private void take(String clips, Dataset data) {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long wall = Clock.WALL.nanoseconds();
      long worked = Clock.CPU.nanoseconds();
      int taken = 0;
      var order = EpochOrder.shuffled(data.size(), batch, SEED, epoch);
      try (var batches = PrefetchingBatches.of(data.inEpoch(epoch), order)) {
        while (batches.hasNext()) {
          taken += batches.next().size() * frames * data.shapes().size();
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s,%d,%.0f,%.0f%n",
          clips,
          epoch,
          taken * 1e9 / (Clock.WALL.nanoseconds() - wall),
          taken * 1e9 / (Clock.CPU.nanoseconds() - worked));
    }
  }
}
