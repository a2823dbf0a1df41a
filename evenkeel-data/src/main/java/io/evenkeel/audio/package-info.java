/** Sound files as pictures of their spectrum over time. */
@NullMarked
package io.evenkeel.audio;

import org.jspecify.annotations.NullMarked;
