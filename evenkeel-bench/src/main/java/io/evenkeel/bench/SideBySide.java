package io.evenkeel.bench;

import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.safetensors.Safetensors;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The same training step of two ResNet-18 in our code and in a PyTorch script: same weights, same
 * batch, guided bookkeeping on every step. Checks that loss and gradients agree, then times both
 * turn about, each round in fresh processes.
 */
@Command(name = "SideBySide", description = "Compares a training step with PyTorch.")
public final class SideBySide implements Callable<Integer> {
  private static final double TOLERANCE = 1e-3;
  private static final String WEIGHTS = "weights.safetensors";
  private static final String BATCH = "batch.safetensors";

  @Option(names = "--size", description = "Edge of the images in pixels.")
  private int size = 112;

  @Option(names = "--rounds", description = "How often each side runs.")
  private int rounds = 5;

  @Option(names = "--steps", description = "Timed steps of a side in a round.")
  private int steps = 20;

  @Option(names = "--python", description = "A Python with torch, numpy and safetensors.")
  private String python = System.getenv().getOrDefault("EVENKEEL_PYTHON", "python3");

  @Option(names = "--threads", description = "Threads of an operation, 0 for every processor.")
  private int threads;

  private SideBySide() {}

  /** Runs the comparison; exit code 1 where the two sides do not agree. */
  public static void main(String[] args) {
    System.exit(OneLineFailures.execute(new SideBySide(), args));
  }

  @Override
  public Integer call() throws IOException {
    Libtorch.useThreads(threads);
    System.out.println("# " + Libtorch.description() + ", " + Libtorch.threads() + " threads");
    Path folder = Files.createTempDirectory("evenkeel-side-by-side");
    try {
      boolean agrees = agrees(folder);
      if (agrees) {
        time(folder);
      }
      return agrees ? 0 : 1;
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  /**
   * The same in double precision, where nothing but a difference of method shows. In single
   * precision rounding moves a few activations over the kink of a ReLU, and with them gradients;
   * how far is told, also of PyTorch against itself.
   */
  private boolean agrees(Path folder) {
    Map<String, float[]> exact = theirs(folder, "float64");
    Map<String, float[]> single = theirs(folder, "float32");
    Map<String, float[]> ours = ours(Precision.FLOAT32, folder);
    tell("PyTorch in single precision against itself in double", single, exact);
    tell("Evenkeel in single precision against PyTorch in double", ours, exact);
    tell("Evenkeel against PyTorch, both in single precision", ours, single);
    double worst =
        tell("Evenkeel against PyTorch, both in double", ours(Precision.FLOAT64, folder), exact);
    return worst <= TOLERANCE;
  }

  private Map<String, float[]> ours(Precision precision, Path folder) {
    try (ResNetPair pair = new ResNetPair(size, precision)) {
      pair.save(folder.resolve(WEIGHTS), folder.resolve(BATCH));
      double loss = pair.step();
      Map<String, float[]> result = pair.gradients();
      result.put("loss", new float[] {(float) loss});
      return result;
    }
  }

  private Map<String, float[]> theirs(Path folder, String precision) {
    if (!Files.exists(folder.resolve(WEIGHTS))) {
      ours(Precision.FLOAT32, folder);
    }
    Path result = folder.resolve("result.safetensors");
    script(folder, precision, result.toString()).milliseconds();
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (NamedArray array : Safetensors.read(result)) {
      tensors.put(array.name(), array.values());
    }
    return tensors;
  }

  private static double tell(
      String what, Map<String, float[]> found, Map<String, float[]> expected) {
    List<Agreement> compared = Agreement.of(found, expected);
    Agreement worst = compared.get(0);
    System.out.printf(
        Locale.ROOT,
        "# %s: relative error of %d tensors: median %.1e, worst %.1e (%s)%n",
        what,
        compared.size(),
        compared.get(compared.size() / 2).relativeError(),
        worst.relativeError(),
        worst.name());
    return worst.relativeError();
  }

  private TimedProcess script(Path folder, String... work) {
    Path script = Path.of(System.getProperty("evenkeel.bench"), "pytorch", "authors_step.py");
    List<String> command = new ArrayList<>(List.of(python, "-B", script.toString()));
    command.add(folder.resolve(WEIGHTS).toString());
    command.add(folder.resolve(BATCH).toString());
    command.addAll(List.of(work));
    return new TimedProcess(command, Map.of()).untuned();
  }

  private void time(Path folder) {
    TimedProcess ours =
        TimedProcess.java(
            ResNetTimer.class,
            Integer.toString(size),
            Integer.toString(steps),
            Integer.toString(threads));
    TimedProcess theirs = script(folder, Integer.toString(steps));
    if (threads > 0) {
      theirs = theirs.and("OMP_NUM_THREADS", Integer.toString(threads));
    }
    TimedProcess tuned = theirs;
    for (String variable : TimedProcess.TUNED) {
      tuned = tuned.and(variable, System.getenv().getOrDefault(variable, ""));
    }
    new Contest("step of two ResNet-18, " + size + " px")
        .add("PyTorch as it comes", theirs)
        .add("PyTorch with the launcher's environment", tuned)
        .add("Evenkeel", ours)
        .print(rounds);
  }
}
