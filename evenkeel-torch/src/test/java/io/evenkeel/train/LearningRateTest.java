package io.evenkeel.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.recipe.ScheduleSpec;
import io.evenkeel.recipe.ScheduleSpec.Kind;
import io.evenkeel.recipe.StoppingSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateTest {

  private static List<Double> rates(ScheduleSpec spec, double... losses) {
    List<Double> rates = new ArrayList<>();
    LearningRate rate = LearningRate.start(spec, 1);
    rates.add(rate.value());
    for (double loss : losses) {
      rate = rate.afterEpoch(loss);
      rates.add(rate.value());
    }
    return rates;
  }

  @Test
  void constantNeverChanges() {
    var spec = new ScheduleSpec(Kind.CONSTANT, .5, 1, 0, 0, 0);

    assertThat(rates(spec, 3, 3, 3)).containsExactly(1., 1., 1., 1.);
  }

  @Test
  void stepMultipliesAfterEverySoManyEpochs() {
    var spec = new ScheduleSpec(Kind.STEP, .5, 2, 0, 0, 0);

    assertThat(rates(spec, 1, 1, 1, 1, 1)).containsExactly(1., 1., .5, .5, .25, .25);
  }

  @Test
  void plateauWaitsPatienceEpochsAndOneMoreAsPyTorchDoes() {
    // Best 1.0 after the first epoch; 0.9995 is not lower by a share of 1e-3, so bad epochs are 1,
    // 2, 3.
    var spec = new ScheduleSpec(Kind.PLATEAU, .5, 1, 2, 1e-3, 0);

    assertThat(rates(spec, 1, .9995, 1, 2, 2, 2, 2, .5))
        .containsExactly(1., 1., 1., 1., .5, .5, .5, .25, .25);
  }

  @Test
  void plateauStopsAtTheFloor() {
    var spec = new ScheduleSpec(Kind.PLATEAU, .1, 1, 0, 0, .05);

    assertThat(rates(spec, 1, 1, 1, 1)).containsExactly(1., 1., .1, .05, .05);
  }

  @Test
  void trainingStopsAfterPerfectEpochsInARowOnly() {
    Stopping stopping = Stopping.start(new StoppingSpec(2, 0));

    stopping = stopping.afterEpoch(1, false).afterEpoch(.999, false).afterEpoch(1, false);
    assertThat(stopping.reason()).isEmpty();
    assertThat(stopping.afterEpoch(1, false).reason())
        .contains("2 epochs in a row at 100 % training accuracy");
  }

  @Test
  void trainingStopsWhenValidationNoLongerGetsBetter() {
    Stopping stopping = Stopping.start(new StoppingSpec(0, 2));

    stopping = stopping.afterEpoch(.5, false).afterEpoch(.5, true).afterEpoch(.5, false);
    assertThat(stopping.reason()).isEmpty();
    assertThat(stopping.afterEpoch(.5, false).reason()).isPresent();
  }

  @Test
  void zeroSwitchesARuleOff() {
    Stopping stopping = Stopping.start(new StoppingSpec(0, 0));
    for (int epoch = 0; epoch < 100; epoch++) {
      stopping = stopping.afterEpoch(1, false);
    }

    assertThat(stopping.reason()).isEmpty();
  }
}
