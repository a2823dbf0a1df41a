package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Diagnosis;
import io.evenkeel.train.TrainingResult;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a finished run came to: the content of summary.json.
 *
 * @param recipe what was run
 * @param result how training went
 * @param diagnoses every probe of the trained network, that of the default split first
 */
public record Summary(Recipe recipe, TrainingResult result, List<Diagnosis> diagnoses) {

  /** The strategy's name, or "unimodal" where there is nobody to balance with. */
  public String strategy() {
    return recipe.data().modalities().size() == 1
        ? "unimodal"
        : recipe.strategy().name().name().toLowerCase(Locale.ROOT);
  }

  /** The diagnosis of the split that u is quoted for. */
  public Diagnosis main() {
    return diagnoses.get(0);
  }

  /** The diagnosis of the test split. */
  public Diagnosis test() {
    return diagnoses.stream().filter(d -> d.split().equals("test")).findFirst().orElse(main());
  }

  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("strategy", strategy());
    root.put("seed", recipe.seed());
    root.put("epochs", result.last().epoch());
    root.put("steps", result.last().step());
    root.put("best_epoch", result.bestEpoch());
    root.put("stop_reason", result.reason());
    recipe.data().modalities().forEach(root.putArray("modalities")::add);
    root.putObject("validation")
        .put("accuracy", result.bestValidation().accuracy())
        .set("branch_accuracy", numbers(result.bestValidation().branchAccuracy()));
    root.set("test", accuracies(test()));
    root.set("cur", utilization(main()));
    put(root, "d_util", main().utilization().difference());
    root.put("cur_split", main().split());
    root.set("splits", splits(diagnoses));
    put(root, "d_speed", result.speeds().difference());
    root.put("seconds", result.seconds());
    root.put("samples_per_second", result.samplesPerSecond());
    return root;
  }

  /** Each diagnosis under its split's name. */
  public static ObjectNode splits(List<Diagnosis> diagnoses) {
    ObjectNode splits = JsonNodeFactory.instance.objectNode();
    for (Diagnosis diagnosis : diagnoses) {
      ObjectNode split = accuracies(diagnosis);
      split.put("meaning", diagnosis.meaning());
      split.set("cur", utilization(diagnosis));
      put(split, "d_util", diagnosis.utilization().difference());
      splits.set(diagnosis.split(), split);
    }
    return splits;
  }

  private static ObjectNode accuracies(Diagnosis diagnosis) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("samples", diagnosis.score().samples());
    node.put("loss", diagnosis.score().loss());
    node.put("accuracy", diagnosis.score().accuracy());
    node.set("branch_accuracy", numbers(diagnosis.score().branchAccuracy()));
    node.set(
        "isolated_accuracy", numbers(diagnosis.utilization().branches().map(b -> b.isolated())));
    return node;
  }

  private static ObjectNode utilization(Diagnosis diagnosis) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (diagnosis.utilization().branches().size() > 1) {
      diagnosis
          .utilization()
          .branches()
          .modalities()
          .forEach(m -> put(node, m.name(), diagnosis.utilization().of(m)));
    }
    return node;
  }

  private static ObjectNode numbers(PerModality<Double> values) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    values.forEach((modality, value) -> node.put(modality.name(), value));
    return node;
  }

  private static void put(ObjectNode node, String key, OptionalDouble number) {
    if (number.isPresent()) {
      node.put(key, number.getAsDouble());
    } else {
      node.putNull(key);
    }
  }
}
