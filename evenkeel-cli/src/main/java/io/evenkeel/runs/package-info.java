/** A run as a directory: its recipe file, its execution, and what it leaves there. */
@NullMarked
package io.evenkeel.runs;

import org.jspecify.annotations.NullMarked;
