/**
 * Scopes of native memory and a thin layer over libtorch; the one package that imports
 * org.bytedeco.
 */
@NullMarked
package io.evenkeel.torch;

import org.jspecify.annotations.NullMarked;
