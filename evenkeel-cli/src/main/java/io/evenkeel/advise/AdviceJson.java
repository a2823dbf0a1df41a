package io.evenkeel.advise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.statistics.Estimate;

/** The answer of {@code advice.json}: every number of a piece of advice. */
record AdviceJson(Advice advice) {

  ObjectNode json() {
    ObjectNode root = object();
    root.put("headline", new AdviceWords(advice).headline());
    root.put("metric", advice.metric());
    root.put("split", advice.use().split());
    root.set("under_used", leaning());
    ObjectNode modalities = root.putObject("modalities");
    advice.use().modalities().forEach(use -> modalities.set(use.modality(), use(use)));
    root.set("vanilla", scores(advice.plain(), advice.plainTest()));
    ObjectNode remedies = root.putObject("remedies");
    advice.trials().forEach(trial -> remedies.set(trial.remedy().label(), trial(trial)));
    advice.remedy().ifPresent(trial -> root.put("remedy", trial.remedy().label()));
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

  private static ObjectNode scores(Estimate validation, Estimate test) {
    ObjectNode node = object();
    node.set("validation", estimate(validation));
    node.set("test", estimate(test));
    return node;
  }

  private static ObjectNode trial(Trial trial) {
    ObjectNode node = object();
    trial.remedy().settings().forEach(node.putArray("settings")::add);
    trial.rungs().forEach(node.putArray("rounds")::add);
    trial.refusal().ifPresent(reason -> node.put("refused", reason));
    trial
        .result()
        .ifPresent(
            result -> {
              node.setAll(scores(result.validation(), result.test()));
              node.set("gain", estimate(result.gain().estimate()));
              node.set("gain_on_test", estimate(result.testGain().estimate()));
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
