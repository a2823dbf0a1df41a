/**
 * The live page: follows run directories while they are trained, on the loopback address alone.
 *
 * <p>{@link io.evenkeel.watch.WatchServer} is the way in. It reads what a run writes and never
 * writes anything; what it serves is made from the run's tables, or stands on a list of names.
 */
@NullMarked
package io.evenkeel.watch;

import org.jspecify.annotations.NullMarked;
