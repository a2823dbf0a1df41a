package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts one data set at random into training, validation and test; the probes are test, then
 * validation.
 *
 * @param validation the fraction held out to choose epochs and settings on, between 0 and 1
 * @param test the fraction held out to report on, between 0 and 1
 */
public record RandomSplit(double validation, double test) {

  /** Checks that both fractions are positive and leave something to train on. */
  public RandomSplit {
    if (!(validation > 0 && test > 0 && validation + test < 1)) {
      throw new BadInputException(
          "split",
          "validation " + validation + ", test " + test,
          "two fractions above 0 whose sum is below 1");
    }
  }

  /** A tenth for validation, a fifth for test. */
  public static RandomSplit defaults() {
    return new RandomSplit(0.1, 0.2);
  }

  /** The same with another fraction for validation. */
  public RandomSplit withValidation(double fraction) {
    return new RandomSplit(fraction, test);
  }

  /** The same with another fraction for test. */
  public RandomSplit withTest(double fraction) {
    return new RandomSplit(validation, fraction);
  }

  /**
   * The splits of a data set; the same seed gives the same ones.
   *
   * @throws BadInputException if a split would hold no sample
   */
  public DataSplits of(Dataset whole, Seed seed) {
    int validated = count(whole, validation, "validation");
    int tested = count(whole, test, "test");
    if (whole.size() - validated - tested < 1) {
      throw new BadInputException(
          "split", "no sample of " + whole.size() + " is left to train on", "more samples");
    }
    int[] order = EpochOrder.permutation(whole.size(), seed.fold("split"));
    int trainFrom = tested + validated;
    Subset train = Subset.of(whole, Arrays.copyOfRange(order, trainFrom, order.length));
    HeldOut forTest =
        new HeldOut(
            "test",
            "samples that nothing was chosen on: what to report",
            Subset.of(whole, Arrays.copyOf(order, tested)));
    HeldOut forValidation =
        new HeldOut(
            "validation",
            "samples that epochs and settings are chosen on",
            Subset.of(whole, Arrays.copyOfRange(order, tested, trainFrom)));
    ContentDigest digest = new ContentDigest();
    digest.add("train", train);
    digest.add("validation", forValidation.data());
    digest.add("test", forTest.data());
    return new DataSplits(
        train, forValidation, forTest, List.of(forTest, forValidation), digest.hexadecimal());
  }

  private static int count(Dataset whole, double fraction, String name) {
    int count = (int) Math.round(fraction * whole.size());
    if (count < 1) {
      throw new BadInputException(
          "split", name + " gets none of " + whole.size() + " samples", "at least one");
    }
    return count;
  }
}
