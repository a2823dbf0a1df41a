package io.evenkeel.run;

import io.evenkeel.measure.Quality;
import java.util.List;

/** What a network is to tell about a sample. */
public sealed interface Task {

  /** What people call the outputs, in order. */
  List<String> names();

  /** How many numbers a branch gives for a sample. */
  default int outputs() {
    return names().size();
  }

  /** What A(·) is for it. */
  Quality quality();

  /** Which one of these classes it belongs to. */
  record Classes(List<String> names) implements Task {
    /** Keeps its own copy of the list. */
    public Classes {
      names = List.copyOf(names);
    }

    @Override
    public Quality quality() {
      return Quality.ACCURACY;
    }
  }

  /** Which of these labels, none to all of them, apply. */
  record MultiLabel(List<String> names) implements Task {
    /** Keeps its own copy of the list. */
    public MultiLabel {
      names = List.copyOf(names);
    }

    @Override
    public Quality quality() {
      return Quality.MEAN_AVERAGE_PRECISION;
    }
  }

  /**
   * The values of these quantities.
   *
   * @param scales how a network sees each of them; empty where it sees the values themselves, as
   *     long as no training split was measured
   */
  record Regression(List<String> names, List<Scale> scales) implements Task {
    /** Keeps its own copies and checks that there is a scale for each quantity or none at all. */
    public Regression {
      names = List.copyOf(names);
      scales = List.copyOf(scales);
      if (!scales.isEmpty() && scales.size() != names.size()) {
        throw new IllegalArgumentException(scales.size() + " scales of " + names.size());
      }
    }

    /** Quantities that no training split was measured of. */
    public Regression(List<String> names) {
      this(names, List.of());
    }

    @Override
    public Quality quality() {
      return Quality.R2;
    }

    /** What the network is to give for a value of a quantity. */
    public double scaled(int output, double value) {
      return scales.isEmpty() ? value : scales.get(output).scaled(value);
    }

    /** The value of a quantity that the network means. */
    public double value(int output, double scaled) {
      return scales.isEmpty() ? scaled : scales.get(output).value(scaled);
    }
  }

  /**
   * How a network sees a quantity: (value − mean) / deviation.
   *
   * @param mean of the quantity over the training split
   * @param deviation its standard deviation there; 1 where it never varies
   */
  record Scale(double mean, double deviation) {
    double scaled(double value) {
      return (value - mean) / deviation;
    }

    double value(double scaled) {
      return mean + deviation * scaled;
    }
  }
}
