package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Modality SOUND = new Modality("sound");
  private static final Modality IMAGE = new Modality("image");
  private static final Batch BATCH =
      new Batch(
          3,
          new PerModality<>(
              List.of(SOUND, IMAGE),
              List.of(new float[] {1, 2, 3}, new float[] {1, 10, 2, 20, 3, 30})),
          new long[] {7, 8, 9});

  @Test
  void aSliceHoldsItsSamplesOfEveryModality() {
    Batch slice = BATCH.slice(1, 3);

    assertThat(slice.size()).isEqualTo(2);
    assertThat(slice.inputs().get(SOUND)).containsExactly(2, 3);
    assertThat(slice.inputs().get(IMAGE)).containsExactly(2, 20, 3, 30);
    assertThat(slice.labels()).containsExactly(8, 9);
  }

  @Test
  void theSliceOfAllSamplesIsTheBatchItself() {
    assertThat(BATCH.slice(0, 3)).isSameAs(BATCH);
  }
}
