package io.evenkeel.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.advise.Halving.Rung;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HalvingTest {
  @Test
  void theBetterHalfIsTrainedForTwiceAsLong() {
    assertThat(new Halving(8, 2, 16).rungs()).containsExactly(new Rung(8, 8), new Rung(4, 16));
    assertThat(new Halving(10, 2, 40).rungs())
        .containsExactly(new Rung(10, 10), new Rung(5, 20), new Rung(3, 40));
  }

  @Test
  void noRoundEndsBeforeARemedyHasBegun() {
    assertThat(new Halving(8, 2, 4).rungs()).containsExactly(new Rung(8, 3), new Rung(4, 4));
  }

  @Test
  void noRoundRepeatsTheRunsOfAnother() {
    assertThat(new Halving(12, 2, 4).rungs()).containsExactly(new Rung(12, 3), new Rung(3, 4));
  }

  @Test
  void asManyAsFinalistsNeedOneRound() {
    assertThat(new Halving(2, 2, 8).rungs()).containsExactly(new Rung(2, 8));
    assertThat(new Halving(1, 2, 8).rungs()).containsExactly(new Rung(1, 8));
  }

  @Property
  void roundsShrinkAndGrowLongerAndTheLastIsWhole(
      @ForAll @IntRange(min = 1, max = 40) int candidates,
      @ForAll @IntRange(min = 1, max = 4) int finalists,
      @ForAll @IntRange(min = 4, max = 100) int epochs) {
    var rungs = new Halving(candidates, finalists, epochs).rungs();

    assertThat(rungs.get(0).candidates()).isEqualTo(candidates);
    assertThat(rungs.get(rungs.size() - 1).epochs()).isEqualTo(epochs);
    for (int r = 1; r < rungs.size(); r++) {
      assertThat(rungs.get(r).candidates())
          .isLessThan(rungs.get(r - 1).candidates())
          .isGreaterThanOrEqualTo(Math.min(finalists, candidates));
      assertThat(rungs.get(r).epochs()).isGreaterThanOrEqualTo(rungs.get(r - 1).epochs());
    }
  }
}
