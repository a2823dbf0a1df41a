package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.recipe.TableSpec;
import io.evenkeel.recipe.TableSpec.ClassWeights;
import java.util.Optional;

/** How much rows count in the loss: 1 in the mean over the training split. */
final class RowWeights {
  private final double[] weights;

  private RowWeights(double[] weights) {
    this.weights = weights;
  }

  /**
   * The weight of each row times that of its class; of balanced classes n / (K · n_c), for n rows
   * to train on, n_c of them of class c, and K classes that have any.
   *
   * @throws BadInputException with line and column for a weight that is missing, none or negative
   */
  static RowWeights of(ManifestTable table, TableSpec spec, RowTargets targets, RowSplit split) {
    if (spec.weight().isEmpty() && spec.classWeights() == ClassWeights.NONE) {
      return new RowWeights(new double[0]);
    }
    Optional<ManifestColumn> column = spec.weight().map(table::column);
    double[] ofClasses = new double[targets.task().outputs()];
    java.util.Arrays.fill(ofClasses, 1);
    if (spec.classWeights() == ClassWeights.BALANCED) {
      ofClasses = balanced(targets, split.train());
    }
    double[] weights = new double[table.rows()];
    for (int row : split.all()) {
      double own = column.map(weight -> weight(weight, row)).orElse(1.0);
      weights[row] = own * ofClasses[targets.classes()[row]];
    }
    double sum = 0;
    for (int row : split.train()) {
      sum += weights[row];
    }
    if (!(sum > 0)) {
      throw new BadInputException(
          "data.table.weight", "no weight above 0 in the training split", "at least one");
    }
    for (int row : split.all()) {
      weights[row] *= split.train().length / sum;
    }
    return new RowWeights(weights);
  }

  /** What a row's weight column says; {@link BadInputException} as of {@link #of}. */
  static double weight(ManifestColumn column, int row) {
    double weight = column.number(row);
    if (weight < 0) {
      throw column.bad(row, "weight " + weight, "a number that is not negative");
    }
    return weight;
  }

  private static double[] balanced(RowTargets targets, int[] train) {
    double[] weights = new double[targets.task().outputs()];
    int[] counts = new int[weights.length];
    for (int row : train) {
      counts[targets.classes()[row]]++;
    }
    long present = java.util.Arrays.stream(counts).filter(count -> count > 0).count();
    for (int c = 0; c < weights.length; c++) {
      weights[c] = counts[c] == 0 ? 1 : train.length / ((double) present * counts[c]);
    }
    return weights;
  }

  double of(int row) {
    return weights.length == 0 ? 1 : weights[row];
  }
}
