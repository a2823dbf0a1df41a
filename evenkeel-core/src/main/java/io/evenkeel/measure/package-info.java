/**
 * The measures of the paper as plain numbers: conditional learning speed and conditional
 * utilization rate.
 */
@NullMarked
package io.evenkeel.measure;

import org.jspecify.annotations.NullMarked;
