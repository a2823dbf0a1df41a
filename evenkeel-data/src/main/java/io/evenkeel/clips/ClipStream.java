package io.evenkeel.clips;

import java.nio.file.Path;

/**
 * What one stream, such as the depth camera, has of a clip.
 *
 * @param file the video
 * @param name the video's path within the data set, with {@code /} on every system
 * @param range the frames of the clip
 */
public record ClipStream(Path file, String name, FrameRange range) {}
