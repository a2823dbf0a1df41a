package io.evenkeel.cli;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.HeldOut;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.train.Finding;
import io.evenkeel.train.Probe;
import io.evenkeel.train.ProbeSettings;
import io.evenkeel.train.Prober;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network was asked beside its utilization.
 *
 * @param found what was found on each split, by its name
 * @param inTraining what was found on training batches
 */
record Probing(Map<String, List<Finding>> found, List<Finding> inTraining) {

  /** Asks a network on these splits; progress on standard error. */
  static Probing ask(
      MultimodalNetwork network,
      Dataset train,
      List<HeldOut> splits,
      Set<Probe> probes,
      ProbeSettings settings) {
    Map<String, List<Finding>> found = new LinkedHashMap<>();
    if (probes.isEmpty()) {
      return new Probing(found, List.of());
    }
    // The number of passes is known to who takes them alone.
    Prober planned = new Prober(network, train, settings, () -> {});
    int passes =
        splits.stream().mapToInt(s -> planned.forwards(probes, s.data().size())).sum()
            + (probes.contains(Probe.GRADIENTS) ? planned.gradientBatches() : 0);
    CountProgress progress = CountProgress.onTerminal("batches asked", passes);
    Prober prober = new Prober(network, train, settings, progress::count);
    for (HeldOut split : splits) {
      List<Finding> findings = prober.ask(probes, split.name(), split.data());
      if (!findings.isEmpty()) {
        found.put(split.name(), findings);
      }
    }
    return new Probing(
        found, probes.contains(Probe.GRADIENTS) ? List.of(prober.gradients()) : List.of());
  }
}
