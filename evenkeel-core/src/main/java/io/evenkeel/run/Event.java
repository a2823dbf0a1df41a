package io.evenkeel.run;

import io.evenkeel.modality.Modality;
import java.util.List;

/** What observers are told; they see a run and cannot influence it. */
public sealed interface Event {

  /**
   * Training is about to begin.
   *
   * @param modalities the modalities in model order
   * @param epochs how many epochs are to come, at most
   * @param stepsPerEpoch how many steps each has
   * @param batchSize samples a step
   * @param stepsDone how many steps were done before, by the run that this one goes on with
   */
  record TrainingStarted(
      List<Modality> modalities, int epochs, long stepsPerEpoch, int batchSize, long stepsDone)
      implements Event {}

  /** A training step is done. */
  record StepFinished(StepEvidence evidence) implements Event {}

  /** An epoch and its validation pass are done. */
  record EpochFinished(EpochReport report) implements Event {}

  /**
   * A checkpoint is about to be written: what an observer has written down up to here has to last
   * as long as the checkpoint will.
   *
   * @param stepsDone how many steps it stands for
   */
  record CheckpointDue(long stepsDone) implements Event {}

  /**
   * Something that people should know of.
   *
   * @param about what it is about
   * @param text a clause without a full stop
   */
  record Notice(About about, String text) implements Event {

    /** What a notice is about. */
    public enum About {
      /** The data as they are read: runs on the same data have the same to tell. */
      DATA,
      /** The run itself. */
      RUN
    }

    /** About the run itself. */
    public Notice(String text) {
      this(About.RUN, text);
    }
  }

  /**
   * Training is over.
   *
   * @param bestEpoch the epoch whose weights are kept
   * @param reason why it ended, as a clause: "all 10 epochs done"
   */
  record TrainingFinished(int bestEpoch, String reason) implements Event {}
}
