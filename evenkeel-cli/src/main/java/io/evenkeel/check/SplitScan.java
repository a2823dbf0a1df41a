package io.evenkeel.check;

import io.evenkeel.data.Dataset;
import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.inputs.ParallelRows;
import io.evenkeel.inputs.RowProgress;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A split, read once.
 *
 * @param name of it
 * @param data its samples
 * @param contents of each sample all its modalities; absent for one that cannot be read
 * @param contentsOf for each modality that of each sample; absent where it is missing
 * @param variation for each modality
 * @param broken why samples cannot be read
 */
record SplitScan(
    String name,
    Dataset data,
    List<Optional<Content>> contents,
    PerModality<List<Optional<Content>>> contentsOf,
    PerModality<Variation> variation,
    List<String> broken) {
  /** What is known of so many samples is put together before more are read. */
  private static final int BLOCK = 8192;

  static SplitScan of(String name, Dataset data, RowProgress progress) {
    PerModality<SampleShape> shapes = data.shapes();
    SplitScan scan =
        new SplitScan(
            name,
            data,
            new ArrayList<>(),
            shapes.map(shape -> new ArrayList<>()),
            shapes.map(SplitScan::nothingSeen),
            new ArrayList<>());
    progress.begin("samples of " + name, data.size());
    for (int from = 0; from < data.size(); from += BLOCK) {
      int[] rows = IntStream.range(from, Math.min(data.size(), from + BLOCK)).toArray();
      ParallelRows.chunks(rows, progress, few -> read(name, data, few)).forEach(scan::add);
    }
    return scan;
  }

  private static Variation nothingSeen(SampleShape shape) {
    return new Variation(shape.values(), shape.dims().size() == 1);
  }

  private static SplitScan read(String name, Dataset data, int[] samples) {
    PerModality<SampleShape> shapes = data.shapes();
    SplitScan few =
        new SplitScan(
            name,
            data,
            new ArrayList<>(),
            shapes.map(shape -> new ArrayList<>()),
            shapes.map(SplitScan::nothingSeen),
            new ArrayList<>());
    for (int sample : samples) {
      few.read(sample);
    }
    return few;
  }

  private void read(int sample) {
    try {
      PerModality<Optional<float[]>> values =
          data.shapes().mapWithModality((modality, shape) -> values(modality, shape, sample));
      contents.add(Optional.of(Content.of(values.values())));
      values.forEach(
          (modality, present) -> {
            contentsOf.get(modality).add(present.map(v -> Content.of(List.of(present))));
            present.ifPresent(variation.get(modality)::add);
          });
    } catch (BadInputException bad) {
      broken.add(String.valueOf(bad.getMessage()));
      contents.add(Optional.empty());
      contentsOf.values().forEach(of -> of.add(Optional.empty()));
    }
  }

  private Optional<float[]> values(Modality modality, SampleShape shape, int sample) {
    if (!data.has(modality, sample)) {
      return Optional.empty();
    }
    float[] values = new float[shape.values()];
    data.copy(modality, sample, values, 0);
    return Optional.of(values);
  }

  private void add(SplitScan few) {
    contents.addAll(few.contents);
    broken.addAll(few.broken);
    contentsOf.forEach((modality, of) -> of.addAll(few.contentsOf.get(modality)));
    variation.forEach((modality, of) -> of.merge(few.variation.get(modality)));
  }

  /** How many samples lack a modality. */
  int missing(Modality modality) {
    return (int)
        IntStream.range(0, data.size()).filter(sample -> !data.has(modality, sample)).count();
  }

  /** How many samples there are of each class, or that each label applies to. */
  int[] counts() {
    int[] counts = new int[data.task().outputs()];
    for (int sample = 0; sample < data.size(); sample++) {
      float[] target = data.target(sample);
      if (target.length == 0) {
        counts[data.label(sample)]++;
      }
      for (int i = 0; i < target.length; i++) {
        counts[i] += target[i] > 0 ? 1 : 0;
      }
    }
    return counts;
  }

  double[] weights() {
    double[] weights = new double[data.size()];
    Arrays.setAll(weights, data::weight);
    return weights;
  }
}
