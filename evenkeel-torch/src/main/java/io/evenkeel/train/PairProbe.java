package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.measure.Marks;
import io.evenkeel.measure.PairUtilization;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks which other modality each branch lives on: one message cut at a time.
 *
 * @param train the split that mean squeezes are recorded on
 */
record PairProbe(
    MultimodalNetwork network, Dataset train, ProbeSettings settings, ProbePasses passes) {

  /** The utilization of each modality given each other, and with all messages cut. */
  Finding ask(Dataset split, Seed seed) {
    MeanSqueezes means = Diagnoser.recordMeanSqueezes(network, train, settings.batchSize());
    Diagnoser.ContrastingPredictions whole =
        Diagnoser.contrast(network, means, split, settings.batchSize());
    ClassPredictions fused = (ClassPredictions) whole.fused();
    Marks<Link> marks = passes.links(split, means);
    Map<Link, Double> cut = new LinkedHashMap<>();
    Map<Link, ConfidenceInterval> intervals = new LinkedHashMap<>();
    for (Modality to : network.modalities()) {
      List<Link> links =
          Link.among(network.modalities()).stream().filter(l -> l.to().equals(to)).toList();
      List<double[]> columns = new ArrayList<>();
      columns.add(fused.among(to, fused.right(fused.branches().get(to))));
      links.forEach(link -> columns.add(fused.among(to, marks.column(link))));
      for (int l = 0; l < links.size(); l++) {
        cut.put(links.get(l), Arrays.stream(columns.get(1 + l)).average().orElse(0));
      }
      if (columns.get(0).length > 0) {
        List<Optional<ConfidenceInterval>> shares =
            settings.shares(columns, seed.fold("pairwise").fold(to.name()));
        for (int l = 0; l < links.size(); l++) {
          Link link = links.get(l);
          shares.get(l).ifPresent(interval -> intervals.put(link, interval));
        }
      }
    }
    PairUtilization pairs = new PairUtilization(whole.fused().score().branchAccuracy(), cut);
    return new Finding.Pairwise(pairs, whole.utilization(), intervals);
  }
}
