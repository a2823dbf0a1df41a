/** The evenkeel command: recipes, run directories, progress and results. */
@NullMarked
package io.evenkeel.cli;

import org.jspecify.annotations.NullMarked;
