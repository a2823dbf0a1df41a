package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RowDrawTest {

  private static ManifestColumn column(List<Integer> cells) {
    try {
      Path file = Files.createTempFile("groups", ".csv");
      try {
        Files.writeString(
            file,
            "group\n" + cells.stream().map(c -> "g" + c + "\n").collect(Collectors.joining()));
        return ManifestTable.read(file).column("group");
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 200)
  void noGroupIsOnTwoSides(
      @ForAll @Size(min = 3, max = 60) List<@IntRange(max = 9) Integer> groups,
      @ForAll @IntRange(min = 1, max = 9) int tenths,
      @ForAll long seed) {
    int[] rows = IntStream.range(0, groups.size()).toArray();
    RowDraw draw = new RowDraw(new int[rows.length], Optional.of(column(groups)));
    if (new HashSet<>(groups).size() < 2) {
      assertThatThrownBy(() -> draw.held(rows, tenths / 10.0, "share", new Seed(seed)))
          .isInstanceOf(BadInputException.class);
      return;
    }
    int[] held = draw.held(rows, tenths / 10.0, "share", new Seed(seed));
    int[] left = RowDraw.without(rows, held);
    assertThat(held).isNotEmpty();
    assertThat(left).isNotEmpty();
    assertThat(held.length + left.length).isEqualTo(rows.length);
    Set<Integer> heldGroups = Arrays.stream(held).mapToObj(groups::get).collect(Collectors.toSet());
    assertThat(Arrays.stream(left).mapToObj(groups::get)).doesNotContainAnyElementsOf(heldGroups);
  }

  @Property(tries = 200)
  void eachClassHoldsOutItsShareToWithinOneSample(
      @ForAll @Size(min = 4, max = 80) List<@IntRange(max = 4) Integer> labels,
      @ForAll @IntRange(min = 2, max = 5) int tenths,
      @ForAll long seed) {
    int[] rows = IntStream.range(0, labels.size()).toArray();
    int[] classes = labels.stream().mapToInt(Integer::intValue).toArray();
    RowDraw draw = new RowDraw(classes, Optional.empty());
    int[] held;
    try {
      held = draw.held(rows, tenths / 10.0, "share", new Seed(seed));
    } catch (BadInputException tooFew) {
      // Where every class has a single sample, none may be held out.
      assertThat(Arrays.stream(classes).distinct().count())
          .isGreaterThan((long) ((1 - tenths / 10.0) * rows.length) - 5);
      return;
    }
    for (int c = 0; c < 5; c++) {
      int of = c;
      long size = Arrays.stream(classes).filter(k -> k == of).count();
      long taken = Arrays.stream(held).filter(row -> classes[row] == of).count();
      assertThat(taken).isLessThan(Math.max(1, size));
      assertThat((double) taken).isLessThanOrEqualTo(tenths / 10.0 * size + 5);
    }
  }

  @Test
  void aShareOfEvenClassesIsEven() {
    int[] classes = IntStream.range(0, 100).map(row -> row % 4).toArray();
    int[] rows = IntStream.range(0, 100).toArray();
    int[] held = new RowDraw(classes, Optional.empty()).held(rows, 0.2, "share", new Seed(1));
    assertThat(held).hasSize(20).isSorted();
    assertThat(Arrays.stream(held).mapToObj(row -> classes[row]))
        .containsExactlyInAnyOrder(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3);
  }

  @Test
  void anotherSeedDrawsOthers() {
    int[] classes = new int[100];
    int[] rows = IntStream.range(0, 100).toArray();
    RowDraw draw = new RowDraw(classes, Optional.empty());
    assertThat(draw.held(rows, 0.3, "share", new Seed(1)))
        .isEqualTo(draw.held(rows, 0.3, "share", new Seed(1)))
        .isNotEqualTo(draw.held(rows, 0.3, "share", new Seed(2)));
  }

  @Test
  void groupsComeCloseToTheShare() {
    List<Integer> groups = IntStream.range(0, 100).mapToObj(row -> row / 10).toList();
    int[] rows = IntStream.range(0, 100).toArray();
    int[] held =
        new RowDraw(new int[100], Optional.of(column(groups)))
            .held(rows, 0.3, "share", new Seed(5));
    assertThat(held).hasSize(30);
  }
}
