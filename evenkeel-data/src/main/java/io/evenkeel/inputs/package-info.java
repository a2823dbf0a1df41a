/** The modalities of a manifest, row by row, as numbers that a network takes. */
@NullMarked
package io.evenkeel.inputs;

import org.jspecify.annotations.NullMarked;
