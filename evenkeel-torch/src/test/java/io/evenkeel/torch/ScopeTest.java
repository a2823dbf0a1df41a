package io.evenkeel.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScopeTest {

  @BeforeEach
  void loadTheNativeLibrary() {
    try (Scope scope = Scope.open()) {
      sums(1);
    }
  }

  private static Tensor sums(int count) {
    Tensor sum = Tensor.of(new float[] {1, 2}, 2);
    for (int i = 0; i < count; i++) {
      sum = sum.plus(sum).times(0.5);
    }
    return sum;
  }

  @Test
  void whatIsBornInAScopeDiesWithIt() throws InterruptedException {
    NativeMemory.collectGarbage();
    long before = NativeMemory.objects();
    try (Scope scope = Scope.open()) {
      sums(100);
      assertThat(NativeMemory.objects()).isGreaterThan(before + 200);
    }
    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }

  @Test
  void anExceptionEndsAScopeToo() {
    long before = NativeMemory.objects();

    assertThatThrownBy(
            () -> {
              try (Scope scope = Scope.open()) {
                sums(100).plus(Tensor.of(new float[] {1, 2, 3}, 3));
              }
            })
        .isInstanceOf(RuntimeException.class);

    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }

  @Test
  void anInnerScopeLeavesTheOuterAlone() {
    try (Scope outer = Scope.open()) {
      Tensor kept = sums(1);
      long before = NativeMemory.objects();
      try (Scope inner = Scope.open()) {
        sums(100);
      }
      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
      assertThat(kept.toFloats()).containsExactly(1, 2);
    }
  }

  @Test
  void anOwnerKeepsATensorBeyondItsScopeUntilItCloses() {
    long before = NativeMemory.objects();
    Owner owner = new Owner();
    Tensor kept;
    try (Scope scope = Scope.open()) {
      kept = owner.keep(sums(100));
    }
    try (Scope scope = Scope.open()) {
      assertThat(kept.toFloats()).containsExactly(1, 2);
    }
    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before + 1);

    owner.close();
    owner.close();

    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }

  @Test
  void gradientsAreOffUntilTheyAreSwitchedOnAgain() {
    try (Scope scope = Scope.open()) {
      Tensor gradient = Tensor.zeros(Precision.FLOAT32, 2);
      Tensor leaf = Tensor.of(new float[] {1, 2}, 2).leafWithGradient(gradient);
      try (Gradients off = Gradients.off()) {
        assertThatThrownBy(() -> leaf.sum(0).backward()).isInstanceOf(RuntimeException.class);
      }
      leaf.times(3).sum(0).backward();
      assertThat(gradient.toFloats()).containsExactly(3, 3);
    }
  }
}
