/**
 * Readers and generators that give plain arrays, and how samples are split, ordered and batched.
 */
@NullMarked
package io.evenkeel.data;

import org.jspecify.annotations.NullMarked;
