package io.evenkeel.cli;

import io.evenkeel.input.BadInputException;
import io.evenkeel.measure.Bootstrap;
import io.evenkeel.measure.Reference;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Seed;
import io.evenkeel.train.Probe;
import io.evenkeel.train.ProbeSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which probes a diagnosis is to ask, and how. */
final class ProbeOptions {
  private static final String EVERY = "all";

  @Option(
      names = "--probe",
      split = ",",
      paramLabel = "NAME",
      description =
          "Also ask: shapley, perceptual, missing, noise, pairwise, gradients, or all of them;"
              + " several with commas between them.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--reference",
      defaultValue = "train-mean",
      paramLabel = "train-mean|permutation|zero",
      description =
          "What the network sees in place of an absent modality, for shapley and missing."
              + " Default: ${DEFAULT-VALUE}.")
  private String reference = "";

  /** The probes that were asked for; throws for a name that is none. */
  Set<Probe> chosen() {
    reference();
    Set<Probe> chosen = EnumSet.noneOf(Probe.class);
    for (String name : names) {
      if (name.equals(EVERY)) {
        chosen.addAll(EnumSet.allOf(Probe.class));
      } else {
        chosen.add(
            Probe.named(name)
                .orElseThrow(
                    () ->
                        new BadInputException(
                            "--probe", name, "one of " + Probe.keys() + ", or " + EVERY)));
      }
    }
    return chosen;
  }

  /** Refuses what a network of one modality cannot be asked, unless everything was asked for. */
  void requireSeveral(Set<Probe> chosen, List<String> modalities) {
    if (modalities.size() == 1) {
      for (Probe probe : List.of(Probe.PAIRWISE, Probe.GRADIENTS)) {
        if (names.contains(probe.key())) {
          throw new BadInputException(
              "--probe",
              probe.key() + " of a run with " + modalities.get(0) + " alone",
              "a run with several modalities");
        }
        chosen.remove(probe);
      }
    }
  }

  private Reference reference() {
    return Reference.named(reference)
        .orElseThrow(
            () -> new BadInputException("--reference", reference, "one of " + Reference.keys()));
  }

  /** With draws that follow from the recipe's seed, and 0 resamples for no intervals. */
  ProbeSettings settings(Recipe recipe, int resamples) {
    return new ProbeSettings(
        reference(),
        recipe.evaluationBatchSize(),
        // Gradients need the memory of a micro-batch of training, and no more.
        (recipe.batchSize() + recipe.batch().accumulate() - 1) / recipe.batch().accumulate(),
        new Seed(recipe.seed()).fold("probes"),
        resamples == 0 ? Optional.empty() : Optional.of(new Bootstrap(resamples)));
  }
}
