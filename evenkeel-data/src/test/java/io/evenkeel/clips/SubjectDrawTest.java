package io.evenkeel.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.rng.sampling.ArraySampler;
import org.junit.jupiter.api.Test;

class SubjectDrawTest {
  private static final Map<String, Integer> COUNTS = counts(148, 76, 118, 74);

  private static Map<String, Integer> counts(int... clips) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int clip : clips) {
      counts.put(Integer.toString(counts.size() + 1), clip);
    }
    return counts;
  }

  @Test
  void subjectsAreTakenWhileThatBringsTheNumberNearer() {
    // 76, then 76 + 74 = 150 is nearer to 140 than 76 is; 150 + 148 is not.
    assertThat(SubjectDraw.heldOut(COUNTS, new int[] {1, 3, 0, 2}, 140)).containsExactly("2", "4");
    // 148 alone: with any other it would be farther from 140.
    assertThat(SubjectDraw.heldOut(COUNTS, new int[] {0, 1, 2, 3}, 140)).containsExactly("1");
    // 74, then 148 would make 222, farther from 140 than 74 is; then 76 makes 150.
    assertThat(SubjectDraw.heldOut(COUNTS, new int[] {3, 0, 1, 2}, 140)).containsExactly("2", "4");
  }

  @Test
  void oneIsHeldOutInAnyCaseAndNeverAll() {
    assertThat(SubjectDraw.heldOut(COUNTS, new int[] {2, 0, 1, 3}, 1)).containsExactly("3");
    assertThat(SubjectDraw.heldOut(COUNTS, new int[] {2, 0, 1, 3}, 400)).hasSize(3);
  }

  @Test
  void subjectsAreCountedInTheOrderOfTheirNumbers() {
    List<ListedClip> clips =
        Stream.of("10", "9", "10")
            .map(
                s ->
                    new ListedClip(
                        0,
                        Optional.of(s),
                        List.of(new ClipStream(java.nio.file.Path.of("x"), "x", FrameRange.ALL))))
            .toList();
    assertThat(SubjectDraw.counts(clips).toString()).isEqualTo("{9=1, 10=2}");
  }

  @Property(tries = 300)
  void someAreHeldOutAndNotAllAndNoSmallerSetOfTheSameOrderIsNearer(
      @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 200) Integer> clips,
      @ForAll @IntRange(min = 1, max = 3000) int wanted,
      @ForAll long seed) {
    Map<String, Integer> counts = counts(clips.stream().mapToInt(i -> i).toArray());
    int[] order = java.util.stream.IntStream.range(0, counts.size()).toArray();
    ArraySampler.shuffle(new io.evenkeel.run.Seed(seed).random(), order);
    Set<String> held = SubjectDraw.heldOut(counts, order, wanted);
    assertThat(held).isNotEmpty().hasSizeLessThan(counts.size());
    int reached = held.stream().mapToInt(counts::get).sum();
    int first = clips.get(order[0]);
    assertThat(Math.abs(reached - wanted)).isLessThanOrEqualTo(Math.abs(first - wanted));
    assertThat(SubjectDraw.heldOut(counts, order, wanted)).isEqualTo(held);
  }
}
