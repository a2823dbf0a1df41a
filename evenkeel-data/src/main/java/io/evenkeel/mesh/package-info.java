/** Triangle meshes: OFF files, views of them from a ring of cameras, and a set made by seed. */
@NullMarked
package io.evenkeel.mesh;

import org.jspecify.annotations.NullMarked;
