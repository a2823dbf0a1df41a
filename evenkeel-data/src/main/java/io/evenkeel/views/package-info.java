/** Rendered views of meshes: the tree they stand in, their decoding, and files of decoded ones. */
@NullMarked
package io.evenkeel.views;

import org.jspecify.annotations.NullMarked;
