/** Sets of files in folders of classes, made by seed, to try one's own recipes on. */
@NullMarked
package io.evenkeel.synthetic;

import org.jspecify.annotations.NullMarked;
