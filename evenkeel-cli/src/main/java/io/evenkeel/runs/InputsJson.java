package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.audio.MelSettings;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.Preparation;
import io.evenkeel.data.SampleShape;
import io.evenkeel.run.Task;
import java.util.List;

/** What goes into a network and what comes out, for whoever uses it elsewhere: inputs.json. */
final class InputsJson {
  private InputsJson() {}

  static ObjectNode of(Dataset train) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("task", task(train.task()));
    train.task().names().forEach(root.putArray("outputs")::add);
    ObjectNode modalities = root.putObject("modalities");
    train
        .shapes()
        .forEach(
            (modality, shape) ->
                modalities.set(modality.name(), modality(shape, train.preparation(modality))));
    return root;
  }

  private static String task(Task task) {
    return task instanceof Task.Classes
        ? "classes"
        : task instanceof Task.MultiLabel ? "multi-label" : "regression";
  }

  private static ObjectNode modality(SampleShape shape, Preparation preparation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    shape.dims().forEach(node.putArray("shape")::add);
    if (shape.content() instanceof SampleShape.Content.Tokens tokens) {
      node.put("vocabulary", tokens.vocabulary());
    }
    if (!preparation.columns().isEmpty()) {
      preparation.columns().forEach(node.putArray("columns")::add);
    }
    if (!preparation.means().isEmpty()) {
      putAll(node, "mean", preparation.means());
      putAll(node, "deviation", preparation.deviations());
    }
    if (!preparation.categories().isEmpty()) {
      ObjectNode categories = node.putObject("categories");
      preparation
          .categories()
          .forEach((column, texts) -> texts.forEach(categories.putArray(column)::add));
    }
    preparation.sound().ifPresent(sound -> node.set("sound", sound(sound)));
    return node;
  }

  private static void putAll(ObjectNode node, String key, List<Double> numbers) {
    numbers.forEach(node.putArray(key)::add);
  }

  private static ObjectNode sound(MelSettings settings) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("rate", settings.rate())
        .put("transform", settings.frames().transform())
        .put("window", settings.frames().window())
        .put("hop", settings.frames().hop())
        .put("bands", settings.bands().count());
  }
}
