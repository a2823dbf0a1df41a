package io.evenkeel.measure;

/**
 * What one step tells of one branch.
 *
 * @param main the norms of θ_i
 * @param bypass the norms of θ'_i, fusion parameters shared by every branch included
 */
public record StepNorms(SquaredNorms main, SquaredNorms bypass) {}
