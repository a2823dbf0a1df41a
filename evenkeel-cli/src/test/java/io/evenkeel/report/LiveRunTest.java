package io.evenkeel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.report.LiveRun.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRunTest {
  private static final OptionalDouble TOLERANCE = OptionalDouble.of(0.25);

  @TempDir Path folder;

  @Test
  void aFolderThatIsNotThereIsARunOfNothing() {
    LiveRun run = new LiveRun(folder.resolve("later")).look();

    assertThat(run.epoch()).isZero();
    assertThat(run.step()).isZero();
    assertThat(run.modalities()).isEmpty();
    assertThat(run.facts()).isEmpty();
    assertThat(run.figures(TOLERANCE)).isEmpty();
  }

  @Test
  void stepsAreDrawnBeforeTheFirstEpochEnds() throws IOException {
    GrowingRun.begin(folder).steps(1, 3);

    LiveRun run = new LiveRun(folder).look();

    assertThat(run.epoch()).isZero();
    assertThat(run.step()).isEqualTo(3);
    assertThat(run.stepsPerEpoch()).isEqualTo(OptionalLong.empty());
    assertThat(run.figures(TOLERANCE))
        .contains("Step by step", "d_speed", "s of branch gray", "Loss per step", "tolerance ±0.25")
        .contains("class=\"window train band\"")
        .doesNotContain("Epoch by epoch");
  }

  @Test
  void anEpochThatHasEndedIsToldInNumbersAndDrawn() throws IOException {
    GrowingRun growing = GrowingRun.begin(folder).steps(1, 3);
    LiveRun run = new LiveRun(folder).look();

    growing.steps(4, 9);
    run.look();

    assertThat(run.epoch()).isEqualTo(2);
    assertThat(run.step()).isEqualTo(9);
    assertThat(run.stepsPerEpoch()).hasValue(4);
    assertThat(run.facts())
        .map(fact -> new Fact(fact.name(), fact.value().replace('\u00A0', ' ')))
        .containsExactly(
            new Fact("validation accuracy", "50.0 %"),
            new Fact("best so far", "50.0 %, epoch 2"),
            new Fact("branch gray", "25.0 %"),
            new Fact("branch color", "62.5 %"),
            new Fact("d_speed", "+0.500"),
            new Fact("training accuracy", "75.0 %"),
            new Fact("steps that re-balanced", "50.0 %"));
    assertThat(run.figures(OptionalDouble.empty()))
        .contains("Epoch by epoch", "Step by step")
        .doesNotContain("tolerance");
  }

  @Test
  void aRunThatGoesOnFromAnEarlierStepForgetsTheLaterOnes() throws IOException {
    GrowingRun.begin(folder).steps(1, 11);
    LiveRun run = new LiveRun(folder).look();
    GrowingRun.begin(folder).steps(1, 5);

    run.look();

    assertThat(run.epoch()).isEqualTo(1);
    assertThat(run.step()).isEqualTo(5);
    assertThat(run.figures(TOLERANCE)).isEqualTo(new LiveRun(folder).look().figures(TOLERANCE));
  }

  @Test
  void whatIsReadBitByBitIsDrawnAsWhatIsReadAtOnce() throws IOException {
    GrowingRun growing = GrowingRun.begin(folder);
    LiveRun run = new LiveRun(folder);
    for (int step = 1; step <= 700; step++) {
      growing.steps(step, step);
      if (step % 50 == 0) {
        run.look();
      }
    }

    assertThat(run.figures(TOLERANCE)).isEqualTo(new LiveRun(folder).look().figures(TOLERANCE));
  }

  @Test
  void garbageIsCountedAndTheRestIsShown() throws IOException {
    GrowingRun growing = GrowingRun.begin(folder).steps(1, 4);
    growing.append("steps.csv", "5,2,rebalance,nobody,1,1,1,1");
    growing.append("steps.csv", "six,2,regular,,1,1,1,1");
    growing.append("steps.csv", "7,2,regular,,1,1,<b>,1");
    growing.append("steps.csv", "8,2");
    growing.append("history.csv", "2,8,0.01,much");
    growing.append("history.csv", "2,8,0.01,x,1,1,1,1,1,1,1,1,1,1");

    LiveRun run = new LiveRun(folder).look();

    assertThat(run.unreadableRows()).isEqualTo(6);
    assertThat(run.step()).isEqualTo(4);
    assertThat(run.epoch()).isEqualTo(1);
    assertThat(run.figures(TOLERANCE)).contains("Epoch by epoch").doesNotContain("<b>");
  }

  @Test
  void tablesWithoutTheirColumnsAreRowsThatCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("steps.csv"), "a,b\n1,2\n");
    Files.writeString(folder.resolve("history.csv"), "a,b\n1,2\n3,4\n");

    LiveRun run = new LiveRun(folder).look();

    assertThat(run.unreadableRows()).isEqualTo(3);
    assertThat(run.figures(TOLERANCE)).isEmpty();
  }

  @Test
  void aRunOfOneModalityHasItsLossAndNoSpeeds() throws IOException {
    Files.writeString(
        folder.resolve("steps.csv"),
        "step,epoch,mode,modality,loss,d_speed,s_gray\n1,1,regular,,2.5,,\n2,1,regular,,2.0,,\n");

    assertThat(new LiveRun(folder).look().figures(OptionalDouble.empty()))
        .contains("Loss per step")
        .doesNotContain("d_speed", "s of branch");
  }
}
