package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.Presence;
import io.evenkeel.modality.PerModality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many samples of each split lack each modality.
 *
 * @param counts by the name of a split
 * @param samples how many samples each split has
 */
public record MissingModalities(
    Map<String, PerModality<Integer>> counts, Map<String, Integer> samples) {

  /** Counts in the training, the validation and the test split. */
  public static MissingModalities of(DataSplits data) {
    Map<String, Dataset> splits = new LinkedHashMap<>();
    splits.put("train", data.train());
    splits.put(data.validation().name(), data.validation().data());
    splits.put(data.test().name(), data.test().data());
    Map<String, PerModality<Integer>> counts = new LinkedHashMap<>();
    Map<String, Integer> samples = new LinkedHashMap<>();
    splits.forEach(
        (name, split) -> {
          counts.put(name, Presence.missing(split));
          samples.put(name, split.size());
        });
    return new MissingModalities(counts, samples);
  }

  /** Whether every sample has every modality. */
  public boolean isNone() {
    return counts.values().stream().allMatch(c -> c.values().stream().allMatch(n -> n == 0));
  }

  /** A line for each split that lacks something. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    counts.forEach(
        (split, each) -> {
          List<String> lacking = new ArrayList<>();
          each.forEach(
              (modality, count) -> {
                if (count > 0) {
                  lacking.add(count + " lack " + modality);
                }
              });
          if (!lacking.isEmpty()) {
            notices.add(
                "of %d samples of %s %s"
                    .formatted(samples.get(split), split, String.join(", ", lacking)));
          }
        });
    return notices;
  }

  /** For each split how many samples lack each modality. */
  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    counts.forEach(
        (split, each) -> {
          ObjectNode of = node.putObject(split);
          each.forEach((modality, count) -> of.put(modality.name(), count));
        });
    return node;
  }
}
