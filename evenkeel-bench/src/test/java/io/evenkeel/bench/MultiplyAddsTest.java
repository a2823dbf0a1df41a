package io.evenkeel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.bench.Networks.StepSize;
import io.evenkeel.data.SampleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiplyAddsTest {

  /** Counted with hooks on the convolutions and the head of the PyTorch script's ResNet18. */
  @ParameterizedTest
  @CsvSource({
    "224, 1000, 1814073344, 118013952",
    "224, 40, 1813581824, 118013952",
    "112, 40, 484868096, 29503488",
    "64, 10, 148050944, 9633792",
  })
  void thoseOfImagesAreWhatHooksCount(int edge, int classes, long forward, long first) {
    MultiplyAdds counted =
        MultiplyAdds.of(Networks.RESNET18, SampleShape.of(3, edge, edge), classes);
    assertThat(counted).isEqualTo(new MultiplyAdds(first, forward - first));
    assertThat(counted.forward()).isEqualTo(forward);
    assertThat(counted.training()).isEqualTo(3 * forward - first);
  }

  /** Counted with hooks on the convolutions and the heads of the PyTorch script's networks. */
  @ParameterizedTest
  @CsvSource({
    "R3D18, 3, 16, 112, 25, 40696361472, 1416167424",
    "R3D18, 1, 16, 112, 25, 39752249856, 472055808",
    "R3D18, 3, 9, 64, 5, 8321567232, 260112384",
    "I3D, 3, 32, 112, 25, 13965177856, 3304390656",
    "I3D, 1, 32, 112, 25, 11762250752, 1101463552",
    "I3D, 3, 64, 224, 400, 111153143808, 26435125248",
    "I3D, 3, 19, 75, 5, 4250782464, 950960640",
  })
  void thoseOfClipsAreWhatHooksCount(
      Networks networks,
      int channels,
      int frames,
      int edge,
      int classes,
      long forward,
      long first) {
    SampleShape clip = SampleShape.of(channels, frames, edge, edge);
    assertThat(MultiplyAdds.of(networks, clip, classes))
        .isEqualTo(new MultiplyAdds(first, forward - first));
  }

  @Test
  void aBatchTakesThoseOfEverySampleOfBothModalities() {
    MultiplyAdds batch = MultiplyAdds.ofBatch(Networks.R3D18, new StepSize(4, 16, 112));
    assertThat(batch.forward()).isEqualTo(4 * (40696361472L + 39752249856L));
  }
}
