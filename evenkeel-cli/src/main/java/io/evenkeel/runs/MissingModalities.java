package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.data.Presence;
import io.evenkeel.modality.PerModality;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many samples of each split lack each modality.
 *
 * @param counts by the name of a split
 */
public record MissingModalities(Map<String, PerModality<Integer>> counts) {

  /** Counts in the training, the validation and the test split. */
  public static MissingModalities of(DataSplits data) {
    Map<String, Dataset> splits = new LinkedHashMap<>();
    splits.put("train", data.train());
    splits.put(data.validation().name(), data.validation().data());
    splits.put(data.test().name(), data.test().data());
    Map<String, PerModality<Integer>> counts = new LinkedHashMap<>();
    splits.forEach((name, split) -> counts.put(name, Presence.missing(split)));
    return new MissingModalities(counts);
  }

  /** Whether every sample has every modality. */
  public boolean isNone() {
    return counts.values().stream().allMatch(c -> c.values().stream().allMatch(n -> n == 0));
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
