package io.evenkeel.inputs;

/**
 * Which rows of a manifest are used.
 *
 * @param train row numbers to learn statistics from
 * @param all row numbers of every split, these included
 */
public record ManifestRows(int[] train, int[] all) {}
