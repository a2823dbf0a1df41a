package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.InputStatistics;
import io.evenkeel.measure.Marks;
import io.evenkeel.measure.PerceptualScores;
import io.evenkeel.measure.RobustnessCurves;
import io.evenkeel.measure.ShapleyPlan;
import io.evenkeel.measure.ShapleyValues;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Seed;
import io.evenkeel.train.ProbePasses.Noisy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Asks a trained network beside its utilization, on stated splits; no weight changes. */
public final class Prober {
  /** For what share of the samples a modality is absent. */
  public static final List<Double> SHARES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

  /** σ of the noise on a modality, in its own standard deviations. */
  public static final List<Double> NOISE_LEVELS = List.of(0.0, 0.25, 0.5, 1.0, 2.0, 4.0);

  /** How many random permutations a perceptual score is the mean of. */
  public static final int PERMUTATIONS = 5;

  /** How many training batches gradients are compared on, at most. */
  public static final int GRADIENT_BATCHES = 16;

  private final MultimodalNetwork network;
  private final Dataset train;
  private final ProbeSettings settings;
  private final Runnable forwardDone;
  private final ShapleyPlan plan;
  private final ProbePasses passes;
  private Optional<InputStatistics> statistics = Optional.empty();

  /**
   * Prepares to ask a network.
   *
   * @param train the split that it was trained on: means and deviations are those of its samples
   * @param forwardDone told after each of {@link #forwards} forward passes
   */
  public Prober(
      MultimodalNetwork network, Dataset train, ProbeSettings settings, Runnable forwardDone) {
    this.network = network;
    this.train = train;
    this.settings = settings;
    this.forwardDone = forwardDone;
    plan = ShapleyPlan.of(network.modalities(), settings.seed().fold("orders").random());
    passes = new ProbePasses(network, settings.batchSize(), forwardDone);
  }

  /** How many forward passes probes take on a split of so many samples. */
  public int forwards(Set<Probe> probes, int samples) {
    int modalities = network.modalities().size();
    int each = asksCoalitions(probes) ? coalitions().size() : 0;
    each += probes.contains(Probe.PERCEPTUAL) ? 1 + PERMUTATIONS * modalities : 0;
    each += probes.contains(Probe.NOISE) ? NOISE_LEVELS.size() * modalities : 0;
    each += probes.contains(Probe.PAIRWISE) ? modalities * (modalities - 1) : 0;
    return each * EpochOrder.stepsPerEpoch(samples, settings.batchSize());
  }

  /** How many batches {@link #gradients} takes. */
  public int gradientBatches() {
    return Math.min(
        GRADIENT_BATCHES, EpochOrder.stepsPerEpoch(train.size(), settings.trainingBatchSize()));
  }

  /**
   * What probes find on a held-out split, in the order of {@link Probe}; the gradients, which are
   * those of training batches, are not among them.
   *
   * @param name of the split, which draws follow from
   * @throws io.evenkeel.input.BadInputException if a probe is not defined for the split's task
   */
  public List<Finding> ask(Set<Probe> probes, String name, Dataset split) {
    Probe.require(probes, split.task());
    Seed seed = settings.seed().fold(name);
    List<Finding> findings = new ArrayList<>();
    Optional<Marks<Set<Modality>>> marks =
        asksCoalitions(probes) ? Optional.of(marks(split, seed)) : Optional.empty();
    if (probes.contains(Probe.SHAPLEY)) {
      findings.add(shapley(marks.orElseThrow(), seed));
    }
    if (probes.contains(Probe.PERCEPTUAL)) {
      findings.add(perceptual(split, seed));
    }
    if (probes.contains(Probe.MISSING)) {
      findings.add(missing(marks.orElseThrow(), seed));
    }
    if (probes.contains(Probe.NOISE)) {
      findings.add(noise(split, seed));
    }
    if (probes.contains(Probe.PAIRWISE)) {
      findings.add(new PairProbe(network, train, settings, passes).ask(split, seed));
    }
    return findings;
  }

  /** The conflict of gradients on training batches, as they are without augmentation. */
  public Finding.Gradients gradients() {
    return new Finding.Gradients(
        new EncoderGradients(network, forwardDone)
            .conflict(
                train,
                settings.trainingBatchSize(),
                GRADIENT_BATCHES,
                settings.seed().fold("gradients")),
        gradientBatches());
  }

  private static boolean asksCoalitions(Set<Probe> probes) {
    return probes.contains(Probe.SHAPLEY) || probes.contains(Probe.MISSING);
  }

  /** Those of the plan, and those that lack one modality. */
  private Set<Set<Modality>> coalitions() {
    Set<Set<Modality>> coalitions = new LinkedHashSet<>(plan.coalitions());
    network.modalities().forEach(m -> coalitions.add(without(m)));
    return coalitions;
  }

  private Set<Modality> whole() {
    return Set.copyOf(network.modalities());
  }

  private Set<Modality> without(Modality modality) {
    Set<Modality> others = new HashSet<>(network.modalities());
    others.remove(modality);
    return Set.copyOf(others);
  }

  private InputStatistics statistics() {
    if (statistics.isEmpty()) {
      statistics = Optional.of(InputStatistics.of(train));
    }
    return statistics.get();
  }

  private Marks<Set<Modality>> marks(Dataset split, Seed seed) {
    StandIns standIns =
        switch (settings.reference()) {
          case TRAIN_MEAN -> StandIns.means(network, statistics());
          case ZERO -> StandIns.zeros(network);
          case PERMUTATION ->
              StandIns.permuted(network, split, settings.batchSize(), seed.fold("reference"));
        };
    try (standIns) {
      return passes.coalitions(split, coalitions(), standIns);
    }
  }

  private Finding shapley(Marks<Set<Modality>> marks, Seed seed) {
    List<double[]> contributions =
        network.modalities().stream().map(m -> plan.contributions(m, marks)).toList();
    List<ToDoubleFunction<double[]>> means = new ArrayList<>();
    for (int i = 0; i < contributions.size(); i++) {
      int place = i;
      means.add(mean -> mean[place]);
    }
    return new Finding.Shapley(
        settings.reference(),
        ShapleyValues.of(plan, marks::accuracy),
        plan.orders().size(),
        settings
            .bootstrap()
            .map(
                b ->
                    new PerModality<>(
                        network.modalities(),
                        b.intervals(contributions, means, seed.fold("shapley").random()).stream()
                            .map(Optional::orElseThrow)
                            .toList())));
  }

  private Finding perceptual(Dataset split, Seed seed) {
    PerModality<double[]> permuted =
        PerModality.of(network.modalities(), m -> new double[split.size()]);
    List<double[]> columns = new ArrayList<>();
    for (int k = 0; k < PERMUTATIONS; k++) {
      Set<Set<Modality>> asked = new LinkedHashSet<>();
      if (k == 0) {
        asked.add(whole());
      }
      network.modalities().forEach(m -> asked.add(without(m)));
      Seed order = seed.fold("permutation").fold(k);
      try (StandIns others = StandIns.permuted(network, split, settings.batchSize(), order)) {
        Marks<Set<Modality>> marks = passes.coalitions(split, asked, others);
        if (k == 0) {
          columns.add(marks.column(whole()));
        }
        permuted.forEach((m, sums) -> addShare(sums, marks.column(without(m))));
      }
    }
    columns.addAll(permuted.values());
    return new Finding.Perceptual(
        new PerceptualScores(mean(columns.get(0)), permuted.map(Prober::mean), PERMUTATIONS),
        new PerModality<>(network.modalities(), settings.shares(columns, seed.fold("perceptual"))));
  }

  private static void addShare(double[] sums, double[] column) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += column[i] / PERMUTATIONS;
    }
  }

  private static double mean(double[] column) {
    return Arrays.stream(column).sum() / column.length;
  }

  private Finding missing(Marks<Set<Modality>> marks, Seed seed) {
    PerModality<List<Double>> curves =
        PerModality.of(
            network.modalities(),
            m -> {
              int[] order =
                  EpochOrder.permutation(marks.samples(), seed.fold("missing").fold(m.name()));
              return SHARES.stream()
                  .map(p -> RobustnessCurves.absent(marks, whole(), m, p, order))
                  .toList();
            });
    Optional<List<Double>> every =
        plan.isExact()
            ? Optional.of(
                SHARES.stream()
                    .map(p -> RobustnessCurves.eachAbsent(marks, network.modalities(), p))
                    .toList())
            : Optional.empty();
    return new Finding.Missing(settings.reference(), new RobustnessCurves(SHARES, curves, every));
  }

  private Finding noise(Dataset split, Seed seed) {
    Marks<Noisy> marks = passes.noise(split, NOISE_LEVELS, statistics(), seed.fold("noise"));
    return new Finding.Noise(
        new RobustnessCurves(
            NOISE_LEVELS,
            PerModality.of(
                network.modalities(),
                m -> NOISE_LEVELS.stream().map(l -> marks.accuracy(new Noisy(m, l))).toList()),
            Optional.empty()));
  }
}
