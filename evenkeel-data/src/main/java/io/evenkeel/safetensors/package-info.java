/** The safetensors file format, from and to plain arrays. */
@NullMarked
package io.evenkeel.safetensors;

import org.jspecify.annotations.NullMarked;
