/** What Evenkeel costs, each figure as a ratio to a baseline measured in the same run. */
@NullMarked
package io.evenkeel.bench;

import org.jspecify.annotations.NullMarked;
