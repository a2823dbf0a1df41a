package io.evenkeel.tabular;

/**
 * One sample of a tabular modality.
 *
 * @param numbers standardised numbers, then indicators of missing ones where they were asked for
 * @param categories for each categorical column an index; 0 is a value that was missing, or that
 *     the training split does not have
 */
public record TabularRow(float[] numbers, int[] categories) {}
