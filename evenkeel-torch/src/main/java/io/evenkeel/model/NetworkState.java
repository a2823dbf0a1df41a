package io.evenkeel.model;

/**
 * Everything that changes in a network while it trains, as plain arrays.
 *
 * @param values every trained parameter, flat, in the network's own order
 * @param statistics every recorded statistic, flat
 * @param trainingSteps how many training steps its running gates have seen
 */
public record NetworkState(float[] values, float[] statistics, long trainingSteps) {}
