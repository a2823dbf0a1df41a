package io.evenkeel.bench;

import io.evenkeel.data.DataSource;
import io.evenkeel.data.DataSplits;
import io.evenkeel.files.WholeFile;
import io.evenkeel.method.Methods;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.recipe.UmtSpec;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.Seed;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.torch.Libtorch;
import io.evenkeel.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a step of every method takes beside a step of vanilla: short runs on Colored-and-gray MNIST,
 * turn about, all on late fusion but those that a second line shows with an MMTM.
 */
@Command(name = "MethodCosts", description = "What every method takes beside vanilla.")
public final class MethodCosts implements Callable<Integer> {
  private static final String LATE = "model.fusion.kind=none";
  private static final String MMTM = ", mmtm";
  private static final List<StrategySpec.Name> CUTTING =
      List.of(StrategySpec.Name.GUIDED, StrategySpec.Name.RANDOM);
  private static final List<StrategySpec.Name> FUSED =
      List.of(StrategySpec.Name.VANILLA, StrategySpec.Name.GUIDED, StrategySpec.Name.RANDOM);

  @Option(names = "--rounds", description = "How often each method runs.")
  private int rounds = 5;

  @Option(names = "--samples", description = "Training samples, in batches of 64.")
  private int samples = 768;

  @Option(names = "--epochs", description = "Epochs of a run.")
  private int epochs = 2;

  @Option(names = "--threads", description = "Threads of an operation.")
  private int threads = 1;

  @Option(names = "--clock", description = "What steps are told by: ${COMPLETION-CANDIDATES}.")
  private Clock clock = Clock.WALL;

  private MethodCosts() {}

  /** Prints a line for every method. */
  public static void main(String[] args) {
    System.exit(OneLineFailures.execute(new MethodCosts(), args));
  }

  /**
   * What a run took.
   *
   * @param step the mean time from one step of an epoch to the next, in milliseconds
   * @param run the whole run by its steps, validation and what a method does between epochs
   *     included
   */
  private record Cost(double step, double run) {}

  @Override
  public Integer call() throws IOException {
    Libtorch.useThreads(threads);
    Path folder = Files.createTempDirectory("method-costs");
    try {
      Map<String, Recipe> recipes = recipes(folder);
      Recipe plain = recipe(StrategySpec.Name.VANILLA, folder, LATE);
      DataSplits data = DataSource.open(plain.data(), new Seed(1));
      saveTeachers(plain, data, folder);
      Map<String, List<Cost>> costs = new LinkedHashMap<>();
      recipes.forEach((name, recipe) -> cost(recipe, data));
      for (int round = 0; round < rounds; round++) {
        recipes.forEach(
            (name, recipe) -> {
              Cost cost = cost(recipe, data);
              costs.computeIfAbsent(name, n -> new ArrayList<>()).add(cost);
              System.err.printf(
                  Locale.ROOT,
                  "# %s: %.2f ms a step, %.2f of the run%n",
                  name,
                  cost.step(),
                  cost.run());
            });
      }
      print(costs);
      return 0;
    } finally {
      WholeFile.deleteFolder(folder);
    }
  }

  private Map<String, Recipe> recipes(Path teachers) {
    Map<String, Recipe> recipes = new LinkedHashMap<>();
    for (StrategySpec.Name name : StrategySpec.Name.values()) {
      if (!CUTTING.contains(name)) {
        recipes.put(name.key(), recipe(name, teachers, LATE));
      }
    }
    for (StrategySpec.Name name : FUSED) {
      recipes.put(name.key() + MMTM, recipe(name, teachers, "model.fusion.kind=mmtm"));
    }
    return recipes;
  }

  private Recipe recipe(StrategySpec.Name name, Path teachers, String fusion) {
    Recipe recipe =
        RecipeFile.defaults(
            List.of(
                "strategy.name=" + name.key(),
                "strategy.alpha=0",
                "strategy.start_epoch=1",
                "epochs=" + epochs,
                "threads=" + threads,
                "device=cpu",
                "data.train_samples=" + samples,
                "data.validation_samples=128",
                "data.test_samples=128",
                fusion));
    List<String> files =
        recipe.data().modalities().stream()
            .map(m -> teachers.resolve(m + ".safetensors").toString())
            .toList();
    return recipe.withStrategy(recipe.strategy().with(new UmtSpec(1, files)));
  }

  /** Networks that have learned nothing take as long as others. */
  private static void saveTeachers(Recipe recipe, DataSplits data, Path folder) {
    data.train()
        .shapes()
        .forEach(
            (modality, shape) -> {
              try (MultimodalNetwork teacher =
                  MultimodalNetwork.create(
                      recipe.model(),
                      new PerModality<>(List.of(modality), List.of(shape)),
                      data.train().classes(),
                      new Seed(2))) {
                teacher.save(folder.resolve(modality + ".safetensors"));
              }
            });
  }

  private Cost cost(Recipe recipe, DataSplits data) {
    StepTimes times = new StepTimes(clock);
    long start = clock.nanoseconds();
    try (MultimodalNetwork network =
        MultimodalNetwork.create(
            recipe.model(),
            data.train().shapes(),
            data.train().classes(),
            new Seed(3),
            NetworkOptions.standard().with(Methods.tensors(recipe)))) {
      Trainer.train(network, recipe, data, times, () -> false);
    }
    return new Cost(
        times.between / times.counted, (clock.nanoseconds() - start) * 1e-6 / times.taken);
  }

  /** Times from one step of an epoch to the next. */
  private static final class StepTimes implements Observer {
    private final Clock clock;
    private double between;
    private int counted;
    private int taken;
    private int epoch;
    private long last;

    StepTimes(Clock clock) {
      this.clock = clock;
    }

    @Override
    public void on(Event event) {
      if (event instanceof Event.StepFinished finished) {
        long now = clock.nanoseconds();
        if (finished.evidence().at().epoch() == epoch) {
          between += (now - last) * 1e-6;
          counted++;
        }
        epoch = finished.evidence().at().epoch();
        last = now;
        taken++;
      }
    }
  }

  private static void print(Map<String, List<Cost>> costs) {
    System.out.println(
        "method,ms a step,times vanilla,lower quartile,upper quartile,"
            + "ms of the run a step,times vanilla,lower quartile,upper quartile");
    List<Cost> late = costs.getOrDefault("vanilla", List.of());
    List<Cost> fused = costs.getOrDefault("vanilla" + MMTM, List.of());
    costs.forEach(
        (name, all) -> {
          List<Cost> baseline = name.endsWith(MMTM) ? fused : late;
          List<Double> step = new ArrayList<>();
          List<Double> run = new ArrayList<>();
          for (int i = 0; i < all.size(); i++) {
            step.add(all.get(i).step() / baseline.get(i).step());
            run.add(all.get(i).run() / baseline.get(i).run());
          }
          System.out.println(
              String.join(
                  ",",
                  Arrays.asList(
                      name.replace(",", ""),
                      median(all.stream().map(Cost::step).toList(), 1),
                      quartiles(step),
                      median(all.stream().map(Cost::run).toList(), 1),
                      quartiles(run))));
        });
  }

  private static String quartiles(List<Double> ratios) {
    return String.format(
        Locale.ROOT,
        "%.2f,%.2f,%.2f",
        Contest.quantile(ratios, 0.5),
        Contest.quantile(ratios, 0.25),
        Contest.quantile(ratios, 0.75));
  }

  private static String median(List<Double> values, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", Contest.quantile(values, 0.5));
  }
}
