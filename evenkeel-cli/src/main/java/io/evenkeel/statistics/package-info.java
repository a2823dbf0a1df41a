/** What a few numbers say about the mean they were drawn around, and about each other. */
@NullMarked
package io.evenkeel.statistics;

import org.jspecify.annotations.NullMarked;
