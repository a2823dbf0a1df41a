/** Encoders, fusion and heads: the networks of the paper, with flat buffers of parameters. */
@NullMarked
package io.evenkeel.model;

import org.jspecify.annotations.NullMarked;
