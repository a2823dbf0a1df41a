/**
 * Whether one run came to the same as another, from the files of their directories alone.
 *
 * <p>{@link io.evenkeel.reproduce.RunComparison} is the way in.
 */
@NullMarked
package io.evenkeel.reproduce;

import org.jspecify.annotations.NullMarked;
