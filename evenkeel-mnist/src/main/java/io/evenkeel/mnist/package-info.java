/** The MNIST database of handwritten digits, carried on the class path. */
@NullMarked
package io.evenkeel.mnist;

import org.jspecify.annotations.NullMarked;
