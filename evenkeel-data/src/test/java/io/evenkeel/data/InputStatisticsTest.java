package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.modality.Modality;
import org.junit.jupiter.api.Test;

class InputStatisticsTest {
  private static final Modality IMAGE = new Modality("image");

  @Test
  void meansAreOfEachValueAndDeviationsOfEachChannel() {
    Dataset data =
        ArrayDataset.builder(1)
            .modality(IMAGE, SampleShape.of(2, 2), new float[] {1, 2, 7, 7, 3, 6, 7, 7})
            .labels(new int[] {0, 0})
            .build();

    InputStatistics statistics = InputStatistics.of(data);

    assertThat(statistics.means().get(IMAGE)).containsExactly(2, 4, 7, 7);
    // 1, 2, 3, 6 lie −2, −1, 0, 3 from their mean: √(14/4).
    assertThat(statistics.deviations().get(IMAGE)).containsExactly(Math.sqrt(3.5), 0);
  }

  @Test
  void aLargeMeanDoesNotDrownTheDeviation() {
    Dataset data =
        ArrayDataset.builder(1)
            .modality(IMAGE, SampleShape.of(1), new float[] {1e6f, 1e6f + 1, 1e6f + 2})
            .labels(new int[] {0, 0, 0})
            .build();

    assertThat(InputStatistics.of(data).deviations().get(IMAGE)[0])
        .isCloseTo(Math.sqrt(2 / 3.0), within(1e-9));
  }
}
