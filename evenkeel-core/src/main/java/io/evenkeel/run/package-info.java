/** What happens in a run, as plain values: seeds, positions, plans, evidence and events. */
@NullMarked
package io.evenkeel.run;

import org.jspecify.annotations.NullMarked;
