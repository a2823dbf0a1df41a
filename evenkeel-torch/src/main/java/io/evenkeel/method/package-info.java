/** Methods of training: what a step's loss and gradient are, and what is done to them. */
@NullMarked
package io.evenkeel.method;

import org.jspecify.annotations.NullMarked;
