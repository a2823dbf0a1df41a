package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.report.KeyScale.Kind;
import io.evenkeel.report.KeyScale.Tick;
import io.evenkeel.report.SweepResults.Axis;
import io.evenkeel.report.SweepResults.Spacing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyScaleTest {

  private static KeyScale of(String... values) {
    return KeyScale.of(new Axis("key", List.of(values), Spacing.OF_THE_VALUES), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 3, LINEAR",
    "1 5 20, LOGARITHMIC",
    "0.001 0.01 0.1, LOGARITHMIC",
    "0.1 0.001 0.01, LOGARITHMIC",
    "0.001 0.1, LOGARITHMIC",
    "2 4, LINEAR",
    "0.8 0.9 0.99, LINEAR",
    "0 5 10, LINEAR",
    "0 0.001 0.01 0.1 1, ORDINAL",
    "-1 1, LINEAR",
    "7, LINEAR",
    "guided random, ORDINAL",
    "1 null, ORDINAL"
  })
  void valuesAreSpacedSoThatTheyStandApart(String values, Kind kind) {
    assertThat(of(values.split(" ")).kind()).isEqualTo(kind);
  }

  @Test
  void placesRunFromTheSmallestToTheLargest() {
    KeyScale powers = of("0.1", "0.001", "0.01");
    assertThat(powers.share("0.001")).isZero();
    assertThat(powers.share("0.01")).isCloseTo(0.5, within(1e-12));
    assertThat(powers.share("0.1")).isCloseTo(1, within(1e-12));
    assertThat(of("1", "2", "5").share("2")).isCloseTo(0.43, within(0.01));
    assertThat(of("a", "b", "c").share("b")).isEqualTo(0.5);
    assertThat(of("7").share("7")).isEqualTo(0.5);
  }

  @Test
  void aListHasATickAtEachValueAndARangeAtRoundNumbers() {
    assertThat(of("1", "5", "20").ticks(Spacing.OF_THE_VALUES))
        .extracting(Tick::text)
        .containsExactly("1", "5", "20");

    KeyScale range =
        KeyScale.of(
            new Axis("key", List.of(), Spacing.LOGARITHMIC), List.of("0.0005", "0.5", "0.01"));
    assertThat(range.ticks(Spacing.LOGARITHMIC))
        .extracting(Tick::text)
        .containsExactly("0.001", "0.01", "0.1");

    KeyScale two =
        KeyScale.of(new Axis("key", List.of(), Spacing.LOGARITHMIC), List.of("0.002", "0.05"));
    assertThat(two.ticks(Spacing.LOGARITHMIC))
        .extracting(Tick::text)
        .containsExactly("0.003", "0.01", "0.03");

    KeyScale narrow =
        KeyScale.of(new Axis("key", List.of(), Spacing.LOGARITHMIC), List.of("0.01", "0.06"));
    assertThat(narrow.ticks(Spacing.LOGARITHMIC))
        .extracting(Tick::text)
        .containsExactly("0.01", "0.02", "0.05");

    KeyScale even = KeyScale.of(new Axis("key", List.of(), Spacing.LINEAR), List.of("1", "20"));
    assertThat(even.ticks(Spacing.LINEAR))
        .extracting(Tick::text)
        .containsExactly("5", "10", "15", "20");
  }
}
