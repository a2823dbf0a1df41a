package io.evenkeel.cli;

import io.evenkeel.run.EpochReport;
import io.evenkeel.run.Event;
import io.evenkeel.run.Observer;
import io.evenkeel.run.StepEvidence;
import io.evenkeel.run.StepPlan;
import java.time.Duration;
import java.util.Locale;

/** Shows a run as it goes: one live line on a terminal, and a line for each epoch. */
final class Progress implements Observer {
  private final String label;
  private final StatusLine status;
  private long started;
  private long samples;
  private Event.TrainingStarted plan = new Event.TrainingStarted(java.util.List.of(), 0, 0, 0, 0);

  Progress(String label, StatusLine status) {
    this.label = label;
    this.status = status;
  }

  /** Progress on standard error, live where the launcher has found that to be a terminal. */
  static Progress onTerminal(String label) {
    return new Progress(label, StatusLine.onTerminal());
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.TrainingStarted training) {
      plan = training;
      started = status.nanoTime();
    } else if (event instanceof Event.Notice notice) {
      status.print(label + "  " + notice.text());
    } else if (event instanceof Event.StepFinished finished) {
      step(finished.evidence());
    } else if (event instanceof Event.EpochFinished finished) {
      epoch(finished.report());
    }
  }

  private void step(StepEvidence evidence) {
    samples = (evidence.at().step() - plan.stepsDone()) * plan.batchSize();
    status.draw(now -> line(evidence, now));
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
    status.print(
        String.format(
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
