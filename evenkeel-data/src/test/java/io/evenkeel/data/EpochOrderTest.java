package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.evenkeel.run.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EpochOrderTest {

  @Property
  void anEpochVisitsEverySampleOnce(
      @ForAll @IntRange(min = 1, max = 500) int size,
      @ForAll @IntRange(min = 1, max = 70) int batchSize,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int epoch) {
    List<int[]> batches = EpochOrder.shuffled(size, batchSize, new Seed(seed), epoch);
    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .isEqualTo(IntStream.range(0, size).toArray());
    assertThat(batches).hasSize(EpochOrder.stepsPerEpoch(size, batchSize));
  }

  @Property
  void onlyTheLastBatchDiffersInSizeAndItIsNeverOneSampleThatCouldJoinAnother(
      @ForAll @IntRange(min = 1, max = 500) int size,
      @ForAll @IntRange(min = 2, max = 70) int batchSize) {
    List<int[]> batches = EpochOrder.sequential(size, batchSize);
    for (int[] batch : batches.subList(0, batches.size() - 1)) {
      assertThat(batch).hasSize(batchSize);
    }
    int last = batches.get(batches.size() - 1).length;
    assertThat(last).isBetween(size == 1 ? 1 : 2, batchSize + 1);
  }

  @Example
  void aSingleSampleLeftOverJoinsTheBatchBefore() {
    assertThat(EpochOrder.sequential(9, 4))
        .containsExactly(new int[] {0, 1, 2, 3}, new int[] {4, 5, 6, 7, 8});
    assertThat(EpochOrder.sequential(10, 4).get(2)).containsExactly(8, 9);
    assertThat(EpochOrder.sequential(3, 1)).hasSize(3);
    assertThat(EpochOrder.stepsPerEpoch(55_000, 64)).isEqualTo(860);
    assertThat(EpochOrder.stepsPerEpoch(0, 64)).isZero();
  }

  @Example
  void theOrderFollowsFromSeedAndEpochAlone() {
    int[] first = order(new Seed(5), 1);
    assertThat(order(new Seed(5), 1)).isEqualTo(first);
    assertThat(order(new Seed(5), 2)).isNotEqualTo(first);
    assertThat(order(new Seed(6), 1)).isNotEqualTo(first);
  }

  @Example
  void everyPlaceIsEquallyLikelyForASample() {
    int[] places = new int[4];
    for (int i = 0; i < 8000; i++) {
      int[] order = EpochOrder.permutation(4, new Seed(11).fold(i));
      places[IntStream.range(0, 4).filter(p -> order[p] == 0).findFirst().orElseThrow()]++;
    }
    assertThat(Arrays.stream(places).boxed()).allSatisfy(n -> assertThat(n).isBetween(1820, 2180));
  }

  @Example
  void batchesOfNothingAreRejected() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> EpochOrder.sequential(5, 0));
  }

  private static int[] order(Seed seed, int epoch) {
    return EpochOrder.shuffled(100, 100, seed, epoch).get(0);
  }
}
