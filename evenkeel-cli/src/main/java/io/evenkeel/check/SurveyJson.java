package io.evenkeel.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A survey as JSON, for programs. */
public final class SurveyJson {
  private SurveyJson() {}

  /** The survey. */
  public static ObjectNode of(Survey survey) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("whole", survey.isWhole());
    ObjectNode splits = json.putObject("splits");
    survey.splits().forEach(split -> split(splits.putObject(split.name()), split));
    texts(json.putArray("broken"), survey.broken());
    texts(json.putArray("torn_groups"), survey.tornGroups());
    texts(json.putArray("leaks"), survey.leaks());
    texts(json.putArray("remarks"), survey.remarks());
    return json;
  }

  private static void split(ObjectNode json, SplitFacts split) {
    json.put("samples", split.samples());
    ObjectNode missing = json.putObject("missing");
    split.missing().forEach((modality, count) -> missing.put(modality.name(), count));
    List<String> names = split.task().names();
    if (!split.counts().isEmpty()) {
      ObjectNode counts = json.putObject("counts");
      for (int c = 0; c < names.size(); c++) {
        counts.put(names.get(c), split.counts().get(c));
      }
    }
    if (!split.quantities().isEmpty()) {
      ObjectNode quantities = json.putObject("quantities");
      for (int q = 0; q < names.size(); q++) {
        spread(quantities.putObject(names.get(q)), split.quantities().get(q));
      }
    }
    split.weights().ifPresent(weights -> spread(json.putObject("weights"), weights));
  }

  private static void spread(ObjectNode json, SplitFacts.Spread spread) {
    json.put("min", spread.least())
        .put("mean", spread.mean())
        .put("deviation", spread.deviation())
        .put("max", spread.greatest());
  }

  private static void texts(ArrayNode json, List<String> texts) {
    texts.forEach(json::add);
  }
}
