package io.evenkeel.report;

/**
 * A line of a chart.
 *
 * @param name what the legend calls it
 * @param style its CSS class, which gives colour and dash
 * @param x positions in rising order
 * @param y values; NaN breaks the line
 */
record Series(String name, String style, double[] x, double[] y) {}
