/** Numeric and categorical columns of a manifest as numbers that a network takes. */
@NullMarked
package io.evenkeel.tabular;

import org.jspecify.annotations.NullMarked;
