package io.evenkeel.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.experiment.Cell;
import io.evenkeel.experiment.CellObserver;
import io.evenkeel.experiment.CellResult;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.run.Event;
import io.evenkeel.runs.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advice on a clock of the test's own. */
class AdviceExecutionTest {
  private static final Recipe XOR =
      RecipeFile.defaults(
          List.of(
              "epochs=4",
              "batch_size=32",
              "data.source=xor",
              "data.modalities=[a, b]",
              "data.train_samples=96",
              "data.validation_samples=50",
              "data.test_samples=60",
              "model.encoder=mlp",
              "model.width=8"));

  @TempDir Path folder;

  private static final class Silent implements CellObserver {
    @Override
    public void started(Cell cell) {}

    @Override
    public void on(Cell cell, Event event) {}

    @Override
    public void ended(CellResult result) {}
  }

  private Advice ask(String budget, DoubleSupplier clock) {
    Question question =
        new Question(
            XOR, Budget.parse(budget), 2, Remedy.named(List.of("guided", "random", "agm")));
    Stage stage = new Stage(1, before -> new Silent(), () -> false);
    return new AdviceExecution(
            question, new AdviceFiles(folder.resolve("advice")), stage, notice -> {}, clock)
        .run();
  }

  /** A clock on which everything takes a minute. */
  private static DoubleSupplier slow() {
    AtomicInteger asked = new AtomicInteger();
    return () -> 60 * asked.getAndIncrement();
  }

  @Test
  void aBudgetThatIsTooSmallSaysWhatIsNeededAndALargerOneGoesOn() {
    assertThatThrownBy(() -> ask("1m", slow()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--budget")
        .hasMessageContaining("at least");

    assertThat(ask("10h", slow()).trials()).hasSize(3);
  }

  @Test
  void whileDataAreReadItCanBeInterrupted() throws IOException {
    Path manifest = folder.resolve("m.csv");
    Files.writeString(manifest, "x,y,label\n" + "1;2,3;4,a\n2;1,4;3,b\n".repeat(20));
    Recipe recipe =
        RecipeFile.defaults(
            List.of(
                "data.source=manifest",
                "data.manifest=" + manifest,
                "data.modalities=[x, y]",
                "data.inputs.x.kind=vector",
                "data.inputs.y.kind=vector",
                "model.encoder=mlp"));
    AdviceFiles files = new AdviceFiles(folder.resolve("advice"));
    Question question = new Question(recipe, Budget.parse("10h"), 2, Remedy.named(List.of("agm")));
    Stage stage = new Stage(1, before -> new Silent(), () -> true);

    assertThatThrownBy(
            () -> new AdviceExecution(question, files, stage, notice -> {}, slow()).run())
        .isInstanceOf(CancellationException.class);
    assertThat(files.folder()).doesNotExist();
  }

  @Test
  void whereTheLookTakesTheBudgetTheLastRemediesAreLeftOut() {
    AtomicInteger asked = new AtomicInteger();
    // Seven times are asked for until the look begins; from then on the machine nearly stands.
    DoubleSupplier stalling = () -> asked.getAndIncrement() < 8 ? asked.get() : asked.get() * 1e6;

    Advice advice = ask("10h", stalling);

    assertThat(advice.trials()).extracting(t -> t.remedy().label()).doesNotContain("agm");
    assertThat(advice.plan().remedies()).containsExactly("guided", "random");
  }
}
