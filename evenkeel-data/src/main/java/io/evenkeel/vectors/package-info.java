/** Samples that are vectors or sequences, each from a file of its own. */
@NullMarked
package io.evenkeel.vectors;

import org.jspecify.annotations.NullMarked;
