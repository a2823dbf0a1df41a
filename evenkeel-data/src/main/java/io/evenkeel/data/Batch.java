package io.evenkeel.data;

import io.evenkeel.modality.PerModality;

/**
 * Samples put together for one step.
 *
 * @param size how many samples
 * @param inputs for each modality size × values floats, sample by sample
 * @param labels the label of each sample
 */
public record Batch(int size, PerModality<float[]> inputs, long[] labels) {}
