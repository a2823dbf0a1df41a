package io.evenkeel.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.run.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
  @Test
  void everyFigureOfTheSelfTestLiesWithinItsBounds() {
    SelfCheck checks = new SelfCheck(40, new Seed(1));

    assertThat(checks.xor()).hasSize(7).allMatch(Check::passed);
    assertThat(checks.identical()).hasSize(3).allMatch(Check::passed);
  }

  /** One epoch teaches nobody the XOR: a self-test that passes here would pass always. */
  @Test
  void aNetworkThatHasNotLearnedFails() {
    List<Check> untrained = new SelfCheck(1, new Seed(1)).xor();

    assertThat(untrained.get(0).passed()).isFalse();
    assertThat(untrained).filteredOn(c -> c.name().startsWith("u(")).noneMatch(Check::passed);
  }

  @Test
  void whatIsUndefinedFails() {
    assertThat(new Check("u", Double.NaN, -1, 1).passed()).isFalse();
    assertThat(new Check("u", 0.3, 0.3, 1).passed()).isTrue();
    assertThat(new Check("u", 1.01, 0.3, 1).passed()).isFalse();
  }
}
