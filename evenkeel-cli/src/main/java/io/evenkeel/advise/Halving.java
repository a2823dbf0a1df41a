package io.evenkeel.advise;

import java.util.ArrayList;
import java.util.List;

/**
 * Successive halving (Jamieson and Talwalkar, AISTATS 2016): all candidates are trained for a few
 * epochs, the better half for twice as many, and so on, until the finalists are left.
 *
 * @param candidates how many begin
 * @param finalists how many are left at the end, at least 1
 * @param epochs how many the last rung trains
 */
record Halving(int candidates, int finalists, int epochs) {
  /** Fewer would end before remedies that begin in the second epoch have done anything. */
  private static final int FEWEST_EPOCHS = 3;

  /**
   * A round.
   *
   * @param candidates how many are trained
   * @param epochs for how long
   */
  record Rung(int candidates, int epochs) {}

  /** The rounds, in order, each longer than the one before it; the last trains for all epochs. */
  List<Rung> rungs() {
    int rounds = 1;
    while (finalists << rounds < candidates) {
      rounds++;
    }
    List<Rung> rungs = new ArrayList<>();
    for (int r = 0; r < rounds; r++) {
      int left = Math.max(Math.min(finalists, candidates), -Math.floorDiv(-candidates, 1 << r));
      int share = Math.max(Math.min(FEWEST_EPOCHS, epochs), epochs >> (rounds - 1 - r));
      // Another round of as many epochs would be the same runs again.
      if (rungs.isEmpty() || rungs.get(rungs.size() - 1).epochs() < share) {
        rungs.add(new Rung(left, share));
      }
    }
    return List.copyOf(rungs);
  }
}
