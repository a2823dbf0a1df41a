package io.evenkeel.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Means over resamples of one split. Samples with the same values are drawn together.
 *
 * @param rows the values that occur, a row for each kind of sample
 * @param draws how many of each kind a resample has
 * @param samples how many samples there are
 */
record ResampledMeans(List<double[]> rows, Multinomial draws, int samples) {

  static ResampledMeans of(List<double[]> columns, UniformRandomProvider random) {
    int samples = columns.get(0).length;
    Map<List<Double>, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < samples; i++) {
      List<Double> row = new ArrayList<>(columns.size());
      for (double[] column : columns) {
        row.add(column[i]);
      }
      counts.merge(row, 1, Integer::sum);
    }
    return new ResampledMeans(
        counts.keySet().stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toList(),
        new Multinomial(counts.values().stream().mapToInt(Integer::intValue).toArray(), random),
        samples);
  }

  /** The mean of each column in the next resample. */
  double[] next() {
    int[] drawn = draws.next();
    double[] means = new double[rows.get(0).length];
    for (int k = 0; k < drawn.length; k++) {
      if (drawn[k] > 0) {
        double share = (double) drawn[k] / samples;
        double[] row = rows.get(k);
        for (int c = 0; c < means.length; c++) {
          means[c] += share * row[c];
        }
      }
    }
    return means;
  }
}
