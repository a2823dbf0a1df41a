package io.evenkeel.data;

/**
 * How many clips of each split could not be decoded and were left out.
 *
 * @param train of the training split
 * @param validation of the validation split
 * @param test of the test split
 */
public record SkippedClips(int train, int validation, int test) {}
