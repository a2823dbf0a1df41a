/**
 * The search for settings: the points of a grid or of a random search, each trained over seeds, and
 * the choice among them by what they do on validation data.
 */
@NullMarked
package io.evenkeel.sweep;

import org.jspecify.annotations.NullMarked;
