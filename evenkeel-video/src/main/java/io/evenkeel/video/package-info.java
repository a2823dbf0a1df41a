/** Video files as plain arrays, through FFmpeg: the one package that knows it. */
@NullMarked
package io.evenkeel.video;

import org.jspecify.annotations.NullMarked;
