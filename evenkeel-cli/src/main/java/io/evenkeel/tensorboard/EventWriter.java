package io.evenkeel.tensorboard;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Event;
import io.evenkeel.runs.RunObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/**
 * Writes the event file of one run, or of one more part of a run that was stopped. Steps are
 * thinned by {@link #isWritten}; what is written reaches the file at the end of each epoch.
 */
final class EventWriter implements RunObserver.Watching {
  private static final String VERSION = "brain.Event:2";

  private final RecordFile records;
  private final Scalars scalars;
  private final InstantSource clock;
  private long stepsPerEpoch = 1;

  private EventWriter(RecordFile records, Scalars scalars, InstantSource clock) {
    this.records = records;
    this.scalars = scalars;
    this.clock = clock;
  }

  /**
   * Begins an event file beside those that are there.
   *
   * @param folder made if it is missing
   * @param stepsDone how many steps were done before: TensorBoard drops what the other files say of
   *     later ones, which are done again
   */
  static EventWriter open(
      Path folder, List<Modality> modalities, long stepsDone, InstantSource clock) {
    RecordFile records = new RecordFile(unusedName(folder, clock.instant()));
    EventWriter writer = new EventWriter(records, new Scalars(modalities), clock);
    writer.append(writer.event(0).setFileVersion(VERSION));
    if (stepsDone > 0) {
      SessionLog start = SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START).build();
      writer.append(writer.event(stepsDone + 1).setSessionLog(start));
    }
    writer.records.flush();
    return writer;
  }

  /** TensorBoard reads files in the order of their names, which is that of their seconds. */
  private static Path unusedName(Path folder, Instant now) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    String stem =
        String.format(Locale.ROOT, "events.out.tfevents.%010d.evenkeel", now.getEpochSecond());
    Path file = folder.resolve(stem);
    for (int i = 1; Files.exists(file); i++) {
      file = folder.resolve(String.format(Locale.ROOT, "%s.%03d", stem, i));
    }
    return file;
  }

  /**
   * Whether a step goes into the file: every one below 10,000, then every tenth below 100,000, and
   * so on, so that a run of a million steps writes 28,000. It depends on the step alone, so that a
   * run that was stopped thins as one that was not.
   */
  static boolean isWritten(long step) {
    long every = 1;
    while (step / every >= 10_000) {
      every *= 10;
    }
    return step % every == 0;
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.StepFinished finished) {
      long step = finished.evidence().at().step();
      if (isWritten(step)) {
        append(step, scalars.of(finished.evidence()));
      }
      return;
    }
    if (event instanceof Event.TrainingStarted started) {
      stepsPerEpoch = started.stepsPerEpoch();
    } else if (event instanceof Event.EpochFinished finished) {
      append(finished.report().last().step(), scalars.of(finished.report(), stepsPerEpoch));
    }
    records.flush();
  }

  private void append(long step, Summary summary) {
    append(event(step).setSummary(summary));
  }

  private org.tensorflow.proto.Event.Builder event(long step) {
    Instant now = clock.instant();
    double seconds = now.getEpochSecond() + now.getNano() * 1e-9;
    return org.tensorflow.proto.Event.newBuilder().setWallTime(seconds).setStep(step);
  }

  private void append(org.tensorflow.proto.Event.Builder event) {
    records.append(event.build().toByteArray());
  }

  @Override
  public void close() {
    records.close();
  }
}
