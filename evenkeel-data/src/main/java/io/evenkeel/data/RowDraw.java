package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.run.Seed;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Draws rows to hold out: whole groups where there are groups, else from each class its share.
 *
 * @param classes of each row, -1 where it is missing
 * @param group what is never cut in two
 */
record RowDraw(int[] classes, Optional<ManifestColumn> group) {

  /**
   * Draws about a share of rows, at least one, and leaves at least one.
   *
   * @param key what the share is called
   * @throws BadInputException if there are too few rows or groups
   */
  int[] held(int[] rows, double share, String key, Seed seed) {
    BitSet held = group.isPresent() ? byGroup(rows, share, key, seed) : byClass(rows, share, seed);
    if (held.isEmpty() || held.cardinality() == rows.length) {
      throw new BadInputException(
          key,
          "%s of %d samples is %d".formatted(share, rows.length, held.cardinality()),
          "a share that holds a sample and leaves one");
    }
    return held.stream().toArray();
  }

  /** Classes with few samples hold out what the classes before them have left over. */
  private BitSet byClass(int[] rows, double share, Seed seed) {
    int[] order = EpochOrder.permutation(rows.length, seed);
    int count = Arrays.stream(rows).map(row -> classes[row]).max().orElse(-1) + 2;
    int[] sizes = new int[count];
    for (int row : rows) {
      sizes[classes[row] + 1]++;
    }
    int[] wanted = new int[count];
    double owed = 0;
    for (int c = 0; c < count; c++) {
      owed += share * sizes[c];
      wanted[c] = (int) Math.max(0, Math.min(Math.round(owed), sizes[c] - 1));
      owed -= wanted[c];
    }
    BitSet held = new BitSet();
    for (int place : order) {
      int row = rows[place];
      if (wanted[classes[row] + 1]-- > 0) {
        held.set(row);
      }
    }
    return held;
  }

  private BitSet byGroup(int[] rows, double share, String key, Seed seed) {
    ManifestColumn column = group.orElseThrow();
    int[] sizes = new int[1 + Arrays.stream(rows).map(column::code).max().orElse(0)];
    for (int row : rows) {
      column.text(row);
      sizes[column.code(row)]++;
    }
    int[] codes = IntStream.range(1, sizes.length).filter(code -> sizes[code] > 0).toArray();
    if (codes.length < 2) {
      throw new BadInputException(
          key, "one group in column " + column.name() + " to draw from", "at least two groups");
    }
    BitSet chosen = chosen(codes, sizes, share * rows.length, seed);
    BitSet held = new BitSet();
    Arrays.stream(rows).filter(row -> chosen.get(column.code(row))).forEach(held::set);
    return held;
  }

  /**
   * Takes groups in a drawn order, each that brings the number of rows closer to what is wanted.
   */
  private static BitSet chosen(int[] codes, int[] sizes, double wanted, Seed seed) {
    BitSet chosen = new BitSet();
    int count = 0;
    int smallest = codes[0];
    for (int place : EpochOrder.permutation(codes.length, seed)) {
      int code = codes[place];
      smallest = sizes[code] < sizes[smallest] ? code : smallest;
      boolean leavesOne = chosen.cardinality() < codes.length - 1;
      if (leavesOne && Math.abs(count + sizes[code] - wanted) < Math.abs(count - wanted)) {
        chosen.set(code);
        count += sizes[code];
      }
    }
    if (chosen.isEmpty()) {
      chosen.set(smallest);
    }
    return chosen;
  }

  /** Refuses groups that stand in two parts. */
  <T> void requireApart(T[] parts, Function<T, String> name) {
    if (group.isEmpty()) {
      return;
    }
    ManifestColumn column = group.get();
    int[] firstByCode = new int[column.rows() + 1];
    Arrays.fill(firstByCode, -1);
    for (int row = 0; row < parts.length; row++) {
      String text = column.text(row);
      int code = column.code(row);
      if (firstByCode[code] < 0) {
        firstByCode[code] = row;
      }
      T first = parts[firstByCode[code]];
      if (first != parts[row]) {
        throw column.bad(
            row,
            "group \"%s\" in split %s, which began in split %s at %s"
                .formatted(
                    text,
                    lower(name, parts[row]),
                    lower(name, first),
                    column.place(firstByCode[code])),
            "each group in one split");
      }
    }
  }

  private static <T> String lower(Function<T, String> name, T part) {
    return name.apply(part).toLowerCase(java.util.Locale.ROOT);
  }

  /** Sorted rows without some of them. */
  static int[] without(int[] rows, int[] some) {
    BitSet left = new BitSet();
    Arrays.stream(rows).forEach(left::set);
    Arrays.stream(some).forEach(left::clear);
    return left.stream().toArray();
  }
}
