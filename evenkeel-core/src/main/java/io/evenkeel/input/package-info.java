/** The one exception for input that a person can mend. */
@NullMarked
package io.evenkeel.input;

import org.jspecify.annotations.NullMarked;
