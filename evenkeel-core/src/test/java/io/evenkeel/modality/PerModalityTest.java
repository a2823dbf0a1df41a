package io.evenkeel.modality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class PerModalityTest {
  private static final Modality GRAY = new Modality("gray");
  private static final Modality COLOR = new Modality("color");
  private static final Modality SOUND = new Modality("sound");
  private static final PerModality<Integer> NUMBERS =
      new PerModality<>(List.of(GRAY, COLOR), List.of(7, 9));

  @Test
  void aValueIsFoundByItsModality() {
    assertThat(NUMBERS.get(GRAY)).isEqualTo(7);
    assertThat(NUMBERS.get(COLOR)).isEqualTo(9);
    assertThat(NUMBERS.indexOf(COLOR)).isEqualTo(1);
    assertThat(NUMBERS.size()).isEqualTo(2);
  }

  @Test
  void aModalityNotHeldIsNamed() {
    assertThatThrownBy(() -> NUMBERS.get(SOUND))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no modality sound among [gray, color]");
  }

  @Test
  void mappingKeepsModalitiesAndOrder() {
    assertThat(NUMBERS.map(n -> n * 2))
        .isEqualTo(new PerModality<>(List.of(GRAY, COLOR), List.of(14, 18)));
    assertThat(NUMBERS.mapWithModality((m, n) -> m + "=" + n).values())
        .containsExactly("gray=7", "color=9");
    assertThat(PerModality.of(List.of(COLOR, GRAY), Modality::name).values())
        .containsExactly("color", "gray");
  }

  @Test
  void everyModalityIsVisitedInModelOrder() {
    List<String> seen = new ArrayList<>();

    NUMBERS.forEach((m, n) -> seen.add(m + " " + n));

    assertThat(seen).containsExactly("gray 7", "color 9");
  }

  @Test
  void itKeepsItsOwnCopies() {
    List<Modality> modalities = new ArrayList<>(List.of(GRAY));
    List<Integer> values = new ArrayList<>(List.of(1));
    var held = new PerModality<>(modalities, values);
    modalities.set(0, COLOR);
    values.set(0, 2);

    assertThat(held.modalities()).containsExactly(GRAY);
    assertThat(held.values()).containsExactly(1);
    assertThatThrownBy(() -> held.values().add(3))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatIsNotOneValuePerDistinctModalityIsRefused() {
    assertThatThrownBy(() -> new PerModality<>(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PerModality<>(List.of(GRAY), List.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 modalities with 2 values");
    assertThatThrownBy(() -> new PerModality<>(List.of(GRAY, GRAY), List.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a modality stands twice in [gray, gray]");
  }
}
