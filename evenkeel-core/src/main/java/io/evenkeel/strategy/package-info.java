/** Strategies decide, from plain numbers, what the next training step shall be. */
@NullMarked
package io.evenkeel.strategy;

import org.jspecify.annotations.NullMarked;
