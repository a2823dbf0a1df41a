package io.evenkeel.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A run directory as it is while a run goes on: made-up numbers of two modalities, four steps an
 * epoch.
 */
public record GrowingRun(Path folder) {
  private static final int STEPS_PER_EPOCH = 4;

  /** A directory whose run has begun, and has done no step. */
  public static GrowingRun begin(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("recipe.yaml"), "epochs: 10\nstrategy: {alpha: 0.25}\n");
    Files.writeString(
        folder.resolve("steps.csv"), "step,epoch,mode,modality,loss,d_speed,s_gray,s_color\n");
    Files.writeString(
        folder.resolve("history.csv"),
        "epoch,steps,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,"
            + "validation_accuracy_gray,validation_accuracy_color,s_gray,s_color,d_speed,"
            + "rebalancing_steps,best\n");
    GrowingRun run = new GrowingRun(folder);
    run.lock("train, process " + ProcessHandle.current().pid() + ", since now");
    return run;
  }

  public void lock(String holder) throws IOException {
    Files.writeString(folder.resolve(".lock"), holder);
  }

  /** Steps in which every second one re-balances gray; an epoch ends after every fourth. */
  public GrowingRun steps(int from, int to) throws IOException {
    for (int step = from; step <= to; step++) {
      int epoch = (step - 1) / STEPS_PER_EPOCH + 1;
      String plan = step % 2 == 0 ? "rebalance,gray" : "regular,";
      append(
          "steps.csv",
          String.format(Locale.ROOT, "%d,%d,%s,%.3f,0.5,1.5,1.0", step, epoch, plan, 4.0 / step));
      if (step % STEPS_PER_EPOCH == 0) {
        append(
            "history.csv",
            String.format(
                Locale.ROOT,
                "%d,%d,0.01,2.0,0.75,1.0,0.5,0.25,0.625,1.5,1.0,0.5,2,1",
                epoch,
                step));
      }
    }
    return this;
  }

  public void append(String table, String row) throws IOException {
    Files.writeString(folder.resolve(table), row + "\n", StandardOpenOption.APPEND);
  }
}
