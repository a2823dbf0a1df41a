package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.EpochOrder;
import io.evenkeel.data.InputStatistics;
import io.evenkeel.measure.PerceptualScores;
import io.evenkeel.measure.Replies;
import io.evenkeel.measure.RobustnessCurves;
import io.evenkeel.measure.ScoreSum;
import io.evenkeel.measure.ShapleyPlan;
import io.evenkeel.measure.ShapleyValues;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Seed;
import io.evenkeel.train.ProbePasses.Noisy;
import io.evenkeel.train.ProbePasses.Permuted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    each += probes.contains(Probe.PAIRWISE) ? 1 + modalities * (modalities - 1) : 0;
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
   */
  public List<Finding> ask(Set<Probe> probes, String name, Dataset split) {
    Seed seed = settings.seed().fold(name);
    List<Finding> findings = new ArrayList<>();
    Optional<Replies<Set<Modality>>> coalitions =
        asksCoalitions(probes) ? Optional.of(ofCoalitions(split, seed)) : Optional.empty();
    if (probes.contains(Probe.SHAPLEY)) {
      findings.add(shapley(coalitions.orElseThrow(), seed));
    }
    if (probes.contains(Probe.PERCEPTUAL)) {
      findings.add(perceptual(split, seed));
    }
    if (probes.contains(Probe.MISSING)) {
      findings.add(missing(coalitions.orElseThrow(), seed));
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

  private Replies<Set<Modality>> ofCoalitions(Dataset split, Seed seed) {
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

  private Finding shapley(Replies<Set<Modality>> replies, Seed seed) {
    List<ScoreSum<Set<Modality>>> sums = network.modalities().stream().map(plan::sum).toList();
    List<ToDoubleFunction<double[]>> values = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      int place = i;
      values.add(sum -> sum[place]);
    }
    return new Finding.Shapley(
        settings.reference(),
        ShapleyValues.of(plan, replies::score),
        plan.orders().size(),
        settings
            .bootstrap()
            .map(b -> replies.intervals(sums, values, b, seed.fold("shapley").random()))
            .map(
                each ->
                    new PerModality<>(
                        network.modalities(), each.stream().map(Optional::orElseThrow).toList())));
  }

  private Finding perceptual(Dataset split, Seed seed) {
    Replies<Permuted> replies =
        passes.permutations(
            split,
            PERMUTATIONS,
            round ->
                StandIns.permuted(
                    network, split, settings.batchSize(), seed.fold("permutation").fold(round)));
    List<ScoreSum<Permuted>> sums = new ArrayList<>(List.of(ScoreSum.of(Permuted.NONE)));
    network.modalities().forEach(m -> sums.add(meanOverRounds(m)));
    return new Finding.Perceptual(
        new PerceptualScores(
            replies.score(Permuted.NONE),
            PerModality.of(network.modalities(), m -> meanOverRounds(m).from(replies::score)),
            PERMUTATIONS),
        new PerModality<>(
            network.modalities(), settings.shares(replies, sums, seed.fold("perceptual"))));
  }

  private static ScoreSum<Permuted> meanOverRounds(Modality modality) {
    Map<Permuted, Long> weights = new LinkedHashMap<>();
    for (int k = 0; k < PERMUTATIONS; k++) {
      weights.put(new Permuted(k, Optional.of(modality)), 1L);
    }
    return new ScoreSum<>(weights, PERMUTATIONS);
  }

  private Finding missing(Replies<Set<Modality>> replies, Seed seed) {
    PerModality<int[]> places =
        PerModality.of(
            network.modalities(),
            m -> places(replies.samples(), seed.fold("missing").fold(m.name())));
    PerModality<List<Double>> curves =
        places.mapWithModality((m, place) -> absent(replies, Map.of(m, place)));
    return new Finding.Missing(
        settings.reference(),
        new RobustnessCurves(
            SHARES,
            curves,
            plan.isExact() ? Optional.of(eachAbsent(replies, places)) : Optional.empty()));
  }

  /** The place of each sample in a random order. */
  private static int[] places(int samples, Seed seed) {
    int[] order = EpochOrder.permutation(samples, seed);
    int[] places = new int[samples];
    for (int place = 0; place < samples; place++) {
      places[order[place]] = place;
    }
    return places;
  }

  private List<Double> absent(Replies<Set<Modality>> replies, Map<Modality, int[]> places) {
    return SHARES.stream().map(p -> RobustnessCurves.absent(replies, whole(), p, places)).toList();
  }

  private List<Double> eachAbsent(Replies<Set<Modality>> replies, PerModality<int[]> places) {
    if (replies.quality().isMeanOverSamples()) {
      return SHARES.stream()
          .map(p -> RobustnessCurves.eachAbsent(replies, network.modalities(), p))
          .toList();
    }
    Map<Modality, int[]> all = new LinkedHashMap<>();
    places.forEach(all::put);
    return absent(replies, all);
  }

  private Finding noise(Dataset split, Seed seed) {
    Replies<Noisy> replies = passes.noise(split, NOISE_LEVELS, statistics(), seed.fold("noise"));
    return new Finding.Noise(
        new RobustnessCurves(
            NOISE_LEVELS,
            PerModality.of(
                network.modalities(),
                m -> NOISE_LEVELS.stream().map(l -> replies.score(new Noisy(m, l))).toList()),
            Optional.empty()));
  }
}
