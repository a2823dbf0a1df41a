package io.evenkeel.inputs;

/**
 * A row of which something cannot be read.
 *
 * @param row its number, from 0
 * @param reason what, with line and column
 */
public record BrokenRow(int row, String reason) {}
