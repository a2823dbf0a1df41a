package io.evenkeel.selftest;

import io.evenkeel.data.KnownAnswer;
import io.evenkeel.modality.Modality;
import io.evenkeel.run.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains small networks on tasks whose answer is known, and compares. The bounds and their reasons
 * stand in docs/probes.md.
 *
 * @param epochs how many epochs each network trains
 * @param seed what samples and weights follow from
 */
public record SelfCheck(int epochs, Seed seed) {
  /** Accuracy of who can only guess between two, on 2,000 samples: 4.5 standard deviations. */
  private static final double GUESS_LOW = 0.45;

  private static final double GUESS_HIGH = 0.55;
  private static final double NEARLY_ALL = 0.97;

  /** φ_a − φ_b = v(a) − v(b), of which either is a guess: ±.1 at most, of at least .42 in all. */
  private static final double SHARE_ERROR = 0.1 / 2 / (NEARLY_ALL - GUESS_HIGH);

  /** So many epochs teach every seed that was tried the XOR. */
  private static final int EPOCHS = 60;

  /** The self-test that users run. */
  public static SelfCheck ofSeed(long seed) {
    return new SelfCheck(EPOCHS, new Seed(seed));
  }

  /** Each modality alone is useless, both together tell all. */
  public List<Check> xor() {
    List<Modality> both = KnownAnswer.XOR.modalities();
    TrainedTask together = TrainedTask.of(KnownAnswer.XOR, both, epochs, seed);
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("accuracy", together.accuracy(), NEARLY_ALL, 1));
    for (Modality m : both) {
      double alone = TrainedTask.of(KnownAnswer.XOR, List.of(m), epochs, seed).accuracy();
      checks.add(new Check("accuracy trained on " + m + " alone", alone, GUESS_LOW, GUESS_HIGH));
    }
    for (Modality m : both) {
      checks.add(
          new Check(
              "u(other|" + m + ")",
              together.diagnosis().utilization().of(m).orElse(Double.NaN),
              1 - GUESS_HIGH / NEARLY_ALL,
              1 - GUESS_LOW));
    }
    double gained = together.shapley().all() - together.shapley().none();
    for (Modality m : both) {
      checks.add(
          new Check(
              "Shapley value of " + m + " / (v(all) − v(∅))",
              together.shapley().values().get(m) / gained,
              0.5 - SHARE_ERROR,
              0.5 + SHARE_ERROR));
    }
    return checks;
  }

  /** Neither of two identical views is worth more. */
  public List<Check> identical() {
    List<Modality> both = KnownAnswer.IDENTICAL.modalities();
    TrainedTask together = TrainedTask.of(KnownAnswer.IDENTICAL, both, epochs, seed);
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("accuracy", together.accuracy(), 0.92, 1));
    checks.add(
        new Check(
            "d_util",
            together.diagnosis().utilization().difference().orElse(Double.NaN),
            -0.03,
            0.03));
    checks.add(
        new Check(
            "difference of the Shapley values",
            together.shapley().values().get(both.get(0))
                - together.shapley().values().get(both.get(1)),
            -0.05,
            0.05));
    return checks;
  }
}
