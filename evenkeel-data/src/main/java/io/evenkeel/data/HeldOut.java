package io.evenkeel.data;

/**
 * A split that no weight is trained on.
 *
 * @param name what users call it: "validation", "test", "test-matched"
 * @param meaning what an accuracy on it shows, in a sentence
 * @param data its samples
 */
public record HeldOut(String name, String meaning, Dataset data) {

  /** The same split with its samples seen otherwise. */
  HeldOut with(Dataset seen) {
    return seen == data ? this : new HeldOut(name, meaning, seen);
  }
}
