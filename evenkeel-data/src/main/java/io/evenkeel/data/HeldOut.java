package io.evenkeel.data;

/**
 * A split that no weight is trained on.
 *
 * @param name what users call it: "validation", "test", "test-matched"
 * @param meaning what an accuracy on it shows, in a sentence
 * @param data its samples
 */
public record HeldOut(String name, String meaning, Dataset data) {}
