/** Baselines that need an operation of libtorch which Evenkeel itself has no use for. */
@NullMarked
package io.evenkeel.bench.raw;

import org.jspecify.annotations.NullMarked;
