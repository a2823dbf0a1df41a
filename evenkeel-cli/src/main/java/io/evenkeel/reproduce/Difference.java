package io.evenkeel.reproduce;

/**
 * A value that is not the same in two runs.
 *
 * @param where its place in its file, such as "step 153, loss"
 * @param before what it was
 * @param now what it is
 * @param excess how many tolerances lie between; infinite for what is no number
 */
public record Difference(String where, String before, String now, double excess) {

  /** Something that is no number, or is not there. */
  static Difference of(String where, String before, String now) {
    return new Difference(where, before, now, Double.POSITIVE_INFINITY);
  }

  /** Such as "step 153, loss: 2.25, was 2.5". */
  @Override
  public String toString() {
    return where + ": " + now + ", was " + before;
  }
}
