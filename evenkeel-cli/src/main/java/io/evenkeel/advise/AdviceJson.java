package io.evenkeel.advise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.statistics.Estimate;

/** The answer of {@code advice.json}: every number of a piece of advice. */
record AdviceJson(Advice advice) {

  ObjectNode json() {
    ObjectNode root = object();
    root.put("headline", new AdviceWords(advice).headline());
    root.put("metric", advice.metric().key());
    root.put("split", advice.use().split());
    root.set("under_used", leaning());
    ObjectNode modalities = root.putObject("modalities");
    advice.use().modalities().forEach(use -> modalities.set(use.modality(), use(use)));
    root.putObject("vanilla").set("validation", estimate(advice.plain()));
    ObjectNode remedies = root.putObject("remedies");
    advice.trials().forEach(trial -> remedies.set(trial.remedy().label(), trial(trial)));
    advice.remedy().ifPresent(trial -> root.set("chosen", chosen(trial)));
    return root;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode leaning() {
    Use.Leaning leaning = advice.use().leaning();
    ObjectNode node = object();
    node.put("modality", leaning.modality());
    node.put("by", leaning.basis() == Use.Basis.UTILIZATION ? "cur" : "not_learnt");
    node.set("lead", estimate(leaning.lead().estimate()));
    node.put("clear", leaning.isClear());
    return node;
  }

  private static ObjectNode use(ModalityUse use) {
    ObjectNode node = object();
    node.set("alone", estimate(use.alone()));
    node.set("fused", estimate(use.fused()));
    node.set("isolated", estimate(use.isolated()));
    use.utilization().ifPresent(u -> node.set("cur", estimate(u)));
    node.set("not_learnt", estimate(use.deficit().estimate()));
    return node;
  }

  /** The one remedy whose test result is told: the choice is made. */
  private ObjectNode chosen(Trial trial) {
    Trial.Result result = trial.result().orElseThrow();
    ObjectNode node = object();
    node.put("remedy", trial.remedy().label());
    ObjectNode test = node.putObject("test");
    test.set("vanilla", estimate(advice.plainTest()));
    test.set("remedy", estimate(result.test()));
    test.set("gain", estimate(result.testGain().estimate()));
    return node;
  }

  private static ObjectNode trial(Trial trial) {
    ObjectNode node = object();
    trial.remedy().settings().forEach(node.putArray("settings")::add);
    trial.rungs().forEach(node.putArray("rounds")::add);
    trial.refusal().ifPresent(reason -> node.put("failed", reason));
    trial
        .result()
        .ifPresent(
            result -> {
              node.set("validation", estimate(result.validation()));
              node.set("gain", estimate(result.gain().estimate()));
              result.dUtil().ifPresent(d -> node.put("d_util_magnitude", d));
              node.put("cost", result.cost());
              node.put("helps", result.helps());
            });
    return node;
  }

  private static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = object();
    node.put("mean", estimate.mean());
    estimate.interval().ifPresent(i -> node.putArray("interval").add(i.low()).add(i.high()));
    node.put("seeds", estimate.count());
    return node;
  }
}
