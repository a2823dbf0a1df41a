package io.evenkeel.cli;

import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows a run as it goes: one live line on a terminal, and a line for each epoch. */
final class Progress implements Observer {
  private static final long REDRAW_NANOS = 200_000_000;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final String label;
  private final PrintStream out;
  private final int columns;
  private final LongSupplier nanoTime;
  private long started;
  private long drawn;
  private long samples;
  private Event.TrainingStarted plan = new Event.TrainingStarted(java.util.List.of(), 0, 0, 0, 0);

  /** {@code columns} is the width of the terminal that {@code out} is, 0 where it is none. */
  Progress(String label, PrintStream out, int columns, LongSupplier nanoTime) {
    this.label = label;
    this.out = out;
    this.columns = columns;
    this.nanoTime = nanoTime;
  }

  /** Progress on standard error, live where the launcher has found that to be a terminal. */
  static Progress onTerminal(String label) {
    return new Progress(
        label, System.err, Integer.getInteger("evenkeel.columns", 0), System::nanoTime);
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.TrainingStarted training) {
      plan = training;
      started = nanoTime.getAsLong();
    } else if (event instanceof Event.Notice notice) {
      out.println((columns > 0 ? ERASE_LINE : "") + label + "  " + notice.text());
    } else if (event instanceof Event.StepFinished finished) {
      step(finished.evidence());
    } else if (event instanceof Event.EpochFinished finished) {
      epoch(finished.report());
    }
  }

  private void step(StepEvidence evidence) {
    samples = (evidence.at().step() - plan.stepsDone()) * plan.batchSize();
    long now = nanoTime.getAsLong();
    if (columns > 0 && now - drawn >= REDRAW_NANOS) {
      drawn = now;
      String line = line(evidence, now);
      // A line that wraps could not be erased.
      out.print(ERASE_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
      out.flush();
    }
  }

  private String line(StepEvidence evidence, long now) {
    long step = evidence.at().step();
    long steps = plan.epochs() * plan.stepsPerEpoch();
    double seconds = Math.max(1e-9, (now - started) * 1e-9);
    return String.format(
        Locale.ROOT,
        "%s  epoch %d/%d  step %d/%d  loss %.3f  %.0f samples/s  d_speed %s  %s  ETA %s",
        label,
        evidence.at().epoch(),
        plan.epochs(),
        step,
        steps,
        evidence.loss(),
        samples / seconds,
        Numbers.signed(evidence.speeds().difference()),
        evidence.plan() instanceof StepPlan.Rebalance r
            ? "re-balancing " + r.modality()
            : "regular",
        clock(seconds / (step - plan.stepsDone()) * (steps - step)));
  }

  private void epoch(EpochReport report) {
    out.println(
        (columns > 0 ? ERASE_LINE : "")
            + String.format(
                Locale.ROOT,
                "%s  epoch %d/%d  loss %.3f%s  validation %.1f %%  d_speed %s"
                    + "  re-balancing %d of %d steps  %.1f s%s",
                label,
                report.last().epoch(),
                plan.epochs(),
                report.trainLoss(),
                trained(report),
                100 * report.validation().accuracy(),
                Numbers.signed(report.speeds().difference()),
                report.rebalancingSteps(),
                plan.stepsPerEpoch(),
                report.seconds(),
                report.best() ? "  best so far" : ""));
  }

  private static String trained(EpochReport report) {
    return report.trainAccuracy().isPresent()
        ? "  train " + Numbers.percent(report.trainAccuracy()) + " %"
        : "";
  }

  /** Seconds as people say them: 75 is "1:15". */
  static String clock(double seconds) {
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return left.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
  }
}
