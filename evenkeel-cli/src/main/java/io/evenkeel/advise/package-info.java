/** Finds out which modality a model leaves unused, and which remedy helps, in a given time. */
@NullMarked
package io.evenkeel.advise;

import org.jspecify.annotations.NullMarked;
