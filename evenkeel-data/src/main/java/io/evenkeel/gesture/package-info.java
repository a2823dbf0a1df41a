/** Gesture videos made by seed: what a hand does, how two cameras see it, the set on disk. */
@NullMarked
package io.evenkeel.gesture;

import org.jspecify.annotations.NullMarked;
