package io.evenkeel.runs;

/** How the execution of a run ended, where it did not fail. */
public sealed interface RunOutcome {

  /** Everything is done and written. */
  record Finished(Summary summary) implements RunOutcome {}

  /**
   * It was asked to stop.
   *
   * @param advice what is there and how to go on, as a clause
   */
  record Interrupted(String advice) implements RunOutcome {}
}
