package io.evenkeel.data;

import io.evenkeel.audio.MelSettings;
import io.evenkeel.tabular.TabularEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has been done to the values of a modality before a network sees them, for whoever has to do
 * the same to other samples: each value less the mean of its channel, over its deviation.
 *
 * @param means of each channel, in order; none where values stay as they are. Channels behind them,
 *     such as a mask, do
 * @param deviations likewise
 * @param columns of a table, those of its numbers, which are its first channels; else none
 * @param categories of a table, for each categorical column the texts that have the indices from 1
 *     on; 0 is every other
 * @param sound what a spectrogram is made of
 */
public record Preparation(
    List<Double> means,
    List<Double> deviations,
    List<String> columns,
    Map<String, List<String>> categories,
    Optional<MelSettings> sound) {
  /** Keeps its own copies. */
  public Preparation {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    columns = List.copyOf(columns);
    categories = new LinkedHashMap<>(categories);
    if (means.size() != deviations.size()) {
      throw new IllegalArgumentException(means.size() + " means, " + deviations.size());
    }
  }

  /** Nothing. */
  public static Preparation none() {
    return new Preparation(List.of(), List.of(), List.of(), Map.of(), Optional.empty());
  }

  /** Each channel less its mean, times its factor. */
  static Preparation of(float[] means, float[] factors) {
    List<Double> all = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int c = 0; c < means.length; c++) {
      all.add((double) means[c]);
      deviations.add(1.0 / factors[c]);
    }
    return new Preparation(all, deviations, List.of(), Map.of(), Optional.empty());
  }

  /** The columns of a table. */
  static Preparation of(TabularEncoding table) {
    Map<String, List<String>> categories = new LinkedHashMap<>();
    table
        .categorical()
        .forEach(
            column ->
                categories.put(
                    column.name(),
                    column.indices().entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .toList()));
    return new Preparation(
        table.numeric().stream().map(TabularEncoding.Numeric::mean).toList(),
        table.numeric().stream().map(TabularEncoding.Numeric::deviation).toList(),
        table.numeric().stream().map(TabularEncoding.Numeric::name).toList(),
        categories,
        Optional.empty());
  }

  /** The same of spectrograms. */
  Preparation of(MelSettings settings) {
    return new Preparation(means, deviations, columns, categories, Optional.of(settings));
  }
}
