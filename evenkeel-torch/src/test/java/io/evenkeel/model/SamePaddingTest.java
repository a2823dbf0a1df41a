package io.evenkeel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.run.Seed;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.Tensor;
import io.evenkeel.torch.Window;
import io.evenkeel.torch.Window.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamePaddingTest {
  private static final Span STILL = new Span(1, 1, 0);

  @ParameterizedTest
  @CsvSource({
    // size, kernel, stride, before, after
    "64, 7, 2, 2, 3",
    "63, 7, 2, 3, 3",
    "1, 7, 2, 3, 3",
    "2, 7, 2, 2, 3",
    "112, 3, 2, 0, 1",
    "7, 3, 2, 1, 1",
    "7, 3, 1, 1, 1",
    "8, 3, 1, 1, 1",
    "7, 2, 2, 0, 1",
    "8, 2, 2, 0, 0",
    "5, 1, 1, 0, 0",
    "5, 1, 2, 0, 0",
  })
  void aWindowGivesAsManyValuesAsTheSizeHasStrides(
      int size, int kernel, int stride, int before, int after) {
    assertThat(SamePadding.of(size, kernel, stride)).isEqualTo(new SamePadding(before, after));
    int padded = size + before + after;
    assertThat((padded - kernel) / stride + 1).isEqualTo((size + stride - 1) / stride);
  }

  /** A clip of one frame and one row. */
  private static Tensor line(float... values) {
    return Tensor.of(values, 1, 1, 1, 1, values.length);
  }

  private static Window along(int kernel, int stride) {
    return new Window(List.of(STILL, STILL, new Span(kernel, stride, 0)));
  }

  @Test
  void anEvenLineIsPaddedBehind() {
    try (Scope scope = Scope.open()) {
      // Under 3 at stride 2: [1 5] would lack the 5 if the zero stood before: (0 1 5) (5 2 8).
      assertThat(SamePadding.maxPool(line(1, 5, 2, 8), along(3, 2)).toFloats())
          .containsExactly(5, 8);
      assertThat(SamePadding.maxPool(line(5, 1, 2, 3), along(3, 2)).toFloats())
          .containsExactly(5, 3);
    }
  }

  @Test
  void anOddLineIsPaddedOnBothSides() {
    try (Scope scope = Scope.open()) {
      // (0 1 5) (5 2 8) (8 3 0)
      assertThat(SamePadding.maxPool(line(1, 5, 2, 8, 3), along(3, 2)).toFloats())
          .containsExactly(5, 8, 8);
      // Two wide, one zero behind: (1 5) (2 8) (3 0)
      assertThat(SamePadding.maxPool(line(1, 5, 2, 8, 3), along(2, 2)).toFloats())
          .containsExactly(5, 8, 3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // 1 2 3 4 0 under (1 10 100) at stride 2, and how often each value counts
    "4, '321 43', '1 10 101 10'",
    // 0 1 2 3 4 5 0
    "5, '210 432 54', '10 101 10 101 10'",
  })
  void aConvolutionAndItsGradientByHand(int size, String expected, String gradient) {
    float[] values = new float[size];
    for (int k = 0; k < size; k++) {
      values[k] = k + 1;
    }
    try (Scope scope = Scope.open()) {
      Tensor zeros = Tensor.zeros(Precision.FLOAT32, 1, 1, 1, 1, size);
      Tensor input = line(values).leafWithGradient(zeros);
      SamePadding padding = SamePadding.of(size, 3, 2);
      Tensor padded = Functional.pad(input, padding.before(), padding.after());

      Tensor out = Functional.conv3d(padded, line(1, 10, 100), Optional.empty(), along(3, 2));
      out.sum(0, 1, 2, 3, 4).backward();

      assertThat(out.detach().toFloats()).containsExactly(numbers(expected));
      assertThat(zeros.toFloats()).containsExactly(numbers(gradient));
    }
  }

  private static float[] numbers(String text) {
    String[] words = text.split(" ");
    float[] numbers = new float[words.length];
    for (int k = 0; k < words.length; k++) {
      numbers[k] = Float.parseFloat(words[k]);
    }
    return numbers;
  }

  @Test
  void aCubeIsPaddedAlongEachDirectionByItsOwnSize() {
    try (Scope scope = Scope.open()) {
      Tensor clip = Tensor.of(new float[2 * 3 * 4], 1, 1, 2, 3, 4);

      // Two frames: 0 and 1; three rows: 1 and 1; four columns: 0 and 1.
      assertThat(SamePadding.around(clip, 3, 2).shape()).containsExactly(1, 1, 3, 5, 5);
      assertThat(SamePadding.around(clip, 7, 2).shape()).containsExactly(1, 1, 7, 9, 9);
    }
  }

  /** What the port does, written out: zeros all around, then the plain pool. */
  @ParameterizedTest
  @CsvSource({"4, 6, 5, 3, 2", "5, 5, 8, 3, 2", "5, 6, 7, 2, 2", "3, 4, 5, 3, 1", "1, 1, 2, 3, 2"})
  void poolsOfNonNegativeFeaturesAreThoseOfAClipPaddedWithZeros(
      int frames, int height, int width, int kernel, int stride) {
    int count = 2 * frames * height * width;
    float[] drawn = new Initialization.Normal(1).draw(count, new Seed(3));
    try (Scope scope = Scope.open()) {
      Tensor gradientOfOurs = Tensor.zeros(Precision.FLOAT32, 1, 2, frames, height, width);
      Tensor gradientOfTheirs = Tensor.zeros(Precision.FLOAT32, 1, 2, frames, height, width);
      Tensor features = Functional.relu_(Tensor.of(drawn, 1, 2, frames, height, width));
      Tensor ours = features.copy().leafWithGradient(gradientOfOurs);
      Tensor theirs = features.copy().leafWithGradient(gradientOfTheirs);
      Span span = new Span(kernel, stride, 0);
      Window window = Window.overClip(span, span);

      Tensor pooled = SamePadding.maxPool(ours, window);
      Tensor expected = Functional.maxPool3d(SamePadding.around(theirs, kernel, stride), window);
      weighed(pooled).backward();
      weighed(expected).backward();

      assertThat(pooled.shape()).containsExactly(expected.shape());
      assertThat(pooled.detach().toFloats()).containsExactly(expected.detach().toFloats());
      // Where all is zero a maximum stands anywhere; ReLU lets no gradient through there.
      float[] values = features.toFloats();
      float[] a = gradientOfOurs.toFloats();
      float[] b = gradientOfTheirs.toFloats();
      for (int k = 0; k < count; k++) {
        if (values[k] > 0) {
          assertThat(a[k]).isCloseTo(b[k], within(1e-6f));
        }
      }
    }
  }

  private static Tensor weighed(Tensor pooled) {
    int count = (int) pooled.count();
    Tensor weights =
        Tensor.of(new Initialization.Normal(1).draw(count, new Seed(4)), pooled.shape());
    return pooled.times(weights).sum(0, 1, 2, 3, 4);
  }
}
