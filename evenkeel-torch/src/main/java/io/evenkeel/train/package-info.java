/** The training loop, evaluation and the probes of a trained model. */
@NullMarked
package io.evenkeel.train;

import org.jspecify.annotations.NullMarked;
