package io.evenkeel.bench;

import io.evenkeel.bench.PairTimer.Work;
import io.evenkeel.model.MeanSqueezes;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The same training step of a pair of networks in our code and in a PyTorch script, same weights,
 * same batch, guided bookkeeping on every step; and its evaluation with and without cross-modal
 * flow. Checks that logits, loss and gradients agree, then times both turn about, each round in
 * fresh processes.
 */
@Command(name = "SideBySide", description = "Compares a training step with PyTorch.")
public final class SideBySide implements Callable<Integer> {
  private static final double TOLERANCE = 1e-3;
  private static final String WEIGHTS = "weights.safetensors";
  private static final String BATCH = "batch.safetensors";

  @Mixin private StepOptions step = new StepOptions();

  @Option(
      names = "--work",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; both if not given.")
  private List<Work> works = List.of(Work.values());

  @Option(names = "--clock", description = "${COMPLETION-CANDIDATES}.")
  private Clock clock = Clock.WALL;

  @Option(
      names = "--no-as-it-comes",
      negatable = true,
      description = "Leave PyTorch without the launcher's environment out.")
  private boolean asItComes = true;

  @Option(
      names = "--no-agreement",
      negatable = true,
      description = "Time the two sides without comparing their numbers first.")
  private boolean compared = true;

  @Option(names = "--rounds", description = "How often each side runs.")
  private int rounds = 5;

  @Option(names = "--steps", description = "How often a side times the work in a round.")
  private int times = 20;

  @Option(names = "--python", description = "A Python with torch, torchvision and safetensors.")
  private String python = System.getenv().getOrDefault("EVENKEEL_PYTHON", "python3");

  private SideBySide() {}

  /** Runs the comparison; exit code 1 where the two sides do not agree. */
  public static void main(String[] args) {
    System.exit(OneLineFailures.execute(new SideBySide(), args));
  }

  @Override
  public Integer call() throws IOException {
    Libtorch.useThreads(step.threads());
    System.out.println("# " + Libtorch.description() + ", " + Libtorch.threads() + " threads");
    Path folder = Files.createTempDirectory("evenkeel-side-by-side");
    try {
      try (SeededPair pair = new SeededPair(step.networks(), step.size(), Precision.FLOAT32)) {
        pair.save(folder.resolve(WEIGHTS), folder.resolve(BATCH));
      }
      boolean agrees = !compared || agrees(folder);
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
    Map<String, float[]> ours = ours(Precision.FLOAT32);
    tell("PyTorch in single precision against itself in double", single, exact);
    tell("Evenkeel in single precision against PyTorch in double", ours, exact);
    tell("Evenkeel against PyTorch, both in single precision", ours, single);
    double worst = tell("Evenkeel against PyTorch, both in double", ours(Precision.FLOAT64), exact);
    return worst <= TOLERANCE;
  }

  private Map<String, float[]> ours(Precision precision) {
    try (SeededPair pair = new SeededPair(step.networks(), step.size(), precision)) {
      Map<String, float[]> result = new LinkedHashMap<>();
      MeanSqueezes means = pair.meanSqueezes();
      try (var folding = pair.network().foldNorms()) {
        result.putAll(pair.contrast(means));
      }
      double loss = pair.step();
      result.putAll(pair.gradients());
      result.put("loss", new float[] {(float) loss});
      return result;
    }
  }

  private Map<String, float[]> theirs(Path folder, String precision) {
    Path result = folder.resolve("result.safetensors");
    tuned(script(folder, precision, result.toString())).milliseconds();
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
    command.add(step.networks().toString());
    command.add(folder.resolve(WEIGHTS).toString());
    command.add(folder.resolve(BATCH).toString());
    command.addAll(List.of(work));
    return new TimedProcess(command, Map.of()).untuned();
  }

  private void time(Path folder) {
    for (Work work : works) {
      TimedProcess theirs =
          script(folder, work.toString(), Integer.toString(times), clock.toString());
      if (step.threads() > 0) {
        theirs = theirs.and("OMP_NUM_THREADS", Integer.toString(step.threads()));
      }
      Contest contest = new Contest(work + " " + step.describe() + ", " + clock);
      if (asItComes) {
        contest.add("PyTorch as it comes", theirs);
      }
      contest
          .add("PyTorch with the launcher's environment", tuned(theirs))
          .add("Evenkeel", PairTimer.process(step.words(), work, times, clock))
          .print(rounds);
    }
  }

  private static TimedProcess tuned(TimedProcess process) {
    TimedProcess tuned = process;
    for (String variable : TimedProcess.TUNED) {
      tuned = tuned.and(variable, System.getenv().getOrDefault(variable, ""));
    }
    return tuned;
  }
}
