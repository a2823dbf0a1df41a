package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.run.Seed;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Which samples each split takes, as places in what there is to train on and to test on.
 *
 * @param train from what there is to train on
 * @param validation from what there is to train on, disjoint from {@code train}
 * @param test from what there is to test on
 */
record SampleChoice(int[] train, int[] validation, int[] test) {

  /**
   * Samples to choose from.
   *
   * @param count how many there are
   * @param name what messages call them
   * @param container what they are in, a file or a folder
   */
  record Source(int count, String name, String container) {}

  /**
   * Draws the samples of each split; throws {@link BadInputException} if there are too few.
   *
   * @param choice what the draw follows from
   */
  static SampleChoice of(DataSpec spec, Source training, Source testing, Seed choice) {
    // Validation comes first, so that it is the same whatever the number of training samples.
    int[] order = EpochOrder.permutation(training.count(), choice.fold("train"));
    int held = spec.validationSamples();
    int available = training.count() - held;
    if (available < 1) {
      throw new BadInputException(
          "data.validation_samples",
          Integer.toString(held),
          "at most %d, for %s holds %d samples and some must be left to train on"
              .formatted(training.count() - 1, training.name(), training.count()));
    }
    String left =
        "(%d in the %s less %d for validation)"
            .formatted(training.count(), training.container(), held);
    int trained = chosen("data.train_samples", spec.trainSamples(), available, left);
    int[] testOrder = EpochOrder.permutation(testing.count(), choice.fold("test"));
    String inAll = "in the " + testing.container();
    int tested = chosen("data.test_samples", spec.testSamples(), testing.count(), inAll);
    return new SampleChoice(
        Arrays.copyOfRange(order, held, held + trained),
        Arrays.copyOf(order, held),
        Arrays.copyOf(testOrder, tested));
  }

  private static int chosen(String key, OptionalInt wanted, int available, String which) {
    int count = wanted.orElse(available);
    if (count > available) {
      throw new BadInputException(
          key, Integer.toString(count), "at most " + available + " " + which);
    }
    return count;
  }
}
