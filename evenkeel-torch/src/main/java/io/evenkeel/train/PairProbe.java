package io.evenkeel.train;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.Presence;
import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.measure.PairUtilization;
import io.evenkeel.measure.Replies;
import io.evenkeel.measure.ScoreSum;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.MeanSqueezes;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.run.Seed;
import io.evenkeel.train.ProbePasses.Cut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    Replies<Cut> all = passes.links(split, means);
    Optional<PerModality<boolean[]>> presence = Presence.of(split);
    // As in a diagnosis, a branch is judged by the samples that have its modality.
    PerModality<Replies<Cut>> replies =
        PerModality.of(
            network.modalities(),
            m -> presence.<Replies<Cut>>map(each -> all.among(each.get(m))).orElse(all));
    Map<Link, Double> cut = new LinkedHashMap<>();
    Map<Link, ConfidenceInterval> intervals = new LinkedHashMap<>();
    replies.forEach(
        (to, ofBranch) -> {
          List<Link> links = linksTo(to);
          links.forEach(link -> cut.put(link, ofBranch.score(new Cut(link))));
          List<ScoreSum<Cut>> sums =
              Stream.concat(Stream.of(new Cut(to)), links.stream().map(Cut::new))
                  .map(ScoreSum::of)
                  .toList();
          List<Optional<ConfidenceInterval>> shares =
              settings.shares(ofBranch, sums, seed.fold("pairwise").fold(to.name()));
          for (int l = 0; l < links.size(); l++) {
            Link link = links.get(l);
            shares.get(l).ifPresent(interval -> intervals.put(link, interval));
          }
        });
    PerModality<Double> fused = replies.mapWithModality((m, r) -> r.score(new Cut(m)));
    return new Finding.Pairwise(new PairUtilization(fused, cut), whole.utilization(), intervals);
  }

  private List<Link> linksTo(Modality branch) {
    return Link.among(network.modalities()).stream().filter(l -> l.to().equals(branch)).toList();
  }
}
