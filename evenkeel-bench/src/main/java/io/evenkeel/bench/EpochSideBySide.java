package io.evenkeel.bench;

import io.evenkeel.model.MultimodalNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Data loading, evaluation and the conditional utilization rate of an epoch in our code and in a
 * PyTorch script, on the same tree of views and the same weights, turn about in fresh processes.
 */
@Command(name = "EpochSideBySide", description = "Compares an epoch without its training steps.")
public final class EpochSideBySide implements Callable<Integer> {
  @Parameters(description = "A folder that a tree of views is made in, if it is not there yet.")
  private Path folder = Path.of("");

  @Option(names = "--size", description = "Edge of the images in pixels.")
  private int size = 112;

  @Option(names = "--rounds", description = "How often each side runs.")
  private int rounds = 3;

  @Option(names = "--repeats", description = "How often a side repeats its work in a round.")
  private int repeats = 2;

  @Option(names = "--batch", description = "Samples a forward pass of our evaluation.")
  private int batch = 32;

  @Option(names = "--threads", description = "Threads of an operation, 0 for every processor.")
  private int threads;

  @Option(names = "--python", description = "A Python with torch, numpy, pillow and safetensors.")
  private String python = System.getenv().getOrDefault("EVENKEEL_PYTHON", "python3");

  private EpochSideBySide() {}

  /** Runs the comparison. */
  public static void main(String[] args) {
    System.exit(OneLineFailures.execute(new EpochSideBySide(), args));
  }

  @Override
  public Integer call() throws IOException {
    Path tree = folder.resolve("views-" + size);
    Path weights = folder.resolve("weights-" + size + ".safetensors");
    if (!Files.exists(tree)) {
      script("make_views.py", tree.toString(), Integer.toString(size)).milliseconds();
    }
    try (MultimodalNetwork network = EpochTimer.network(EpochTimer.open(tree.toString(), size))) {
      network.save(weights);
    }
    String times = Integer.toString(repeats);
    TimedProcess theirs =
        script("authors_epoch.py", tree.toString(), weights.toString(), times).untuned();
    new Contest("loading, evaluation and utilization, " + size + " px")
        .add("PyTorch as it comes", theirs)
        .add(
            "Evenkeel",
            TimedProcess.java(
                EpochTimer.class,
                tree.toString(),
                Integer.toString(size),
                weights.toString(),
                times,
                Integer.toString(batch),
                Integer.toString(threads)))
        .print(rounds);
    return 0;
  }

  private TimedProcess script(String name, String... arguments) {
    Path script = Path.of(System.getProperty("evenkeel.bench"), "pytorch", name);
    List<String> command = new java.util.ArrayList<>(List.of(python, "-B", script.toString()));
    command.addAll(List.of(arguments));
    return new TimedProcess(command, Map.of());
  }
}
