/** Writing files so that a reader never meets half of one. */
@NullMarked
package io.evenkeel.files;

import org.jspecify.annotations.NullMarked;
