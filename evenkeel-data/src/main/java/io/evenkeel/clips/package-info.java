/**
 * Clips of videos: the lists and manifests that name them, how their frames are chosen, their
 * decoding, and files of decoded ones.
 */
@NullMarked
package io.evenkeel.clips;

import org.jspecify.annotations.NullMarked;
