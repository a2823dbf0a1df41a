package io.evenkeel.runs;

/** What to do with a run that is in the directory already. */
public enum ExistingRun {
  /** Go on with it if it is the same, and has not finished; else refuse. */
  RESUME,
  /** Replace it, and put it back if the new one fails. */
  REPLACE
}
