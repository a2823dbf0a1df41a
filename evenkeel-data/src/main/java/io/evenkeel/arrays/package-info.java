/** Arrays in NumPy's file formats, as floats. */
@NullMarked
package io.evenkeel.arrays;

import org.jspecify.annotations.NullMarked;
