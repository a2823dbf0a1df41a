package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.measure.ConfidenceInterval;
import io.evenkeel.measure.RobustnessCurves;
import io.evenkeel.modality.Link;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.train.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What probes have found, as diagnosis.json has it. */
final class FindingJson {
  private FindingJson() {}

  static ObjectNode of(Finding finding) {
    if (finding instanceof Finding.Shapley shapley) {
      return shapley(shapley);
    }
    if (finding instanceof Finding.Perceptual perceptual) {
      return perceptual(perceptual);
    }
    if (finding instanceof Finding.Missing missing) {
      ObjectNode node = curves("shares", missing.curves());
      node.put("reference", missing.reference().key());
      return node;
    }
    if (finding instanceof Finding.Noise noise) {
      return curves("deviations", noise.curves());
    }
    if (finding instanceof Finding.Pairwise pairwise) {
      return pairwise(pairwise);
    }
    return gradients((Finding.Gradients) finding);
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode shapley(Finding.Shapley finding) {
    ObjectNode node = node();
    node.put("reference", finding.reference().key());
    node.put("none", finding.values().none());
    node.put("all", finding.values().all());
    node.set("value", JsonNumbers.each(finding.values().values()));
    finding.values().standardErrors().ifPresent(e -> node.set("error", JsonNumbers.each(e)));
    node.put("orders", finding.orders());
    finding.intervals().ifPresent(i -> putEach(node.putObject("interval"), i.map(Optional::of)));
    return node;
  }

  private static ObjectNode perceptual(Finding.Perceptual finding) {
    ObjectNode node = node();
    var scores = finding.scores();
    node.put("accuracy", scores.accuracy());
    node.put("permutations", scores.permutations());
    node.set("permuted", JsonNumbers.each(scores.permuted()));
    ObjectNode score = node.putObject("score");
    ObjectNode normalized = node.putObject("normalized");
    for (Modality m : scores.permuted().modalities()) {
      score.put(m.name(), scores.score(m));
      JsonNumbers.put(normalized, m.name(), scores.normalized(m));
    }
    putEach(node.putObject("interval"), finding.intervals());
    return node;
  }

  private static void putEach(
      ObjectNode node, PerModality<Optional<ConfidenceInterval>> intervals) {
    intervals.forEach((m, interval) -> interval.ifPresent(i -> put(node, m.name(), i)));
  }

  private static void put(ObjectNode node, String key, ConfidenceInterval interval) {
    node.putArray(key).add(interval.low()).add(interval.high());
  }

  private static ObjectNode curves(String levels, RobustnessCurves curves) {
    ObjectNode node = node();
    node.set(levels, numbers(curves.levels()));
    ObjectNode accuracy = node.putObject("accuracy");
    curves.accuracy().forEach((m, values) -> accuracy.set(m.name(), numbers(values)));
    curves.every().ifPresent(values -> node.set("each", numbers(values)));
    return node;
  }

  private static ArrayNode numbers(List<Double> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static ObjectNode pairwise(Finding.Pairwise finding) {
    ObjectNode node = node();
    List<Modality> modalities = finding.pairs().fused().modalities();
    ObjectNode rates = node.putObject("cur");
    ObjectNode cut = node.putObject("cut_accuracy");
    ObjectNode intervals = node.putObject("interval");
    for (Modality given : modalities) {
      ObjectNode ratesGiven = rates.putObject(given.name());
      ObjectNode cutGiven = cut.putObject(given.name());
      ObjectNode intervalsGiven = intervals.putObject(given.name());
      for (Link link : Link.among(modalities)) {
        if (link.to().equals(given)) {
          String from = link.from().name();
          JsonNumbers.put(ratesGiven, from, finding.pairs().of(link));
          cutGiven.put(from, finding.pairs().accuracy(link));
          Optional.ofNullable(finding.intervals().get(link))
              .ifPresent(i -> put(intervalsGiven, from, i));
        }
      }
    }
    node.set("branch_accuracy", JsonNumbers.each(finding.pairs().fused()));
    ObjectNode all = node.putObject("all");
    modalities.forEach(m -> JsonNumbers.put(all, m.name(), finding.all().of(m)));
    return node;
  }

  private static ObjectNode gradients(Finding.Gradients finding) {
    ObjectNode node = node();
    node.put("batches", finding.batches());
    var cosines = finding.conflict().cosines();
    put(node.putObject("mean"), cosines.modalities(), finding.conflict()::mean);
    put(node.putObject("conflicts"), cosines.modalities(), finding.conflict()::conflicts);
    ObjectNode each = node.putObject("cosines");
    cosines.forEach((m, values) -> each.set(m.name(), numbers(values)));
    return node;
  }

  private static void put(
      ObjectNode node, List<Modality> modalities, Function<Modality, OptionalDouble> number) {
    modalities.forEach(m -> JsonNumbers.put(node, m.name(), number.apply(m)));
  }
}
