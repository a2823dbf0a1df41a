package io.evenkeel.clips;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.Sha256;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The frames of one stream of one clip, as they are wanted.
 *
 * @param stream which frames of which video
 * @param format what they are brought to
 */
public record ClipRequest(ClipStream stream, StreamFormat format) {

  /**
   * What decoded frames are known again by: a SHA-256 over the video's name, size and time of
   * change, and the frames and the format that are wanted.
   *
   * @throws BadInputException if the video is missing, no file or cannot be read
   */
  String identity() {
    BasicFileAttributes video = attributes();
    return new Sha256()
        .add(stream.name() + "\n")
        .add(video.size() + " " + video.lastModifiedTime().toMillis() + "\n")
        .add(stream.range() + " " + format.channels() + " " + format.size())
        .hexadecimal();
  }

  private BasicFileAttributes attributes() {
    Path file = stream.file();
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new BadInputException(file.toString(), "no file", "a video");
      }
      if (!Files.isReadable(file)) {
        throw new BadInputException(
            file.toString(), "cannot be read (permission denied)", "a video");
      }
      return attributes;
    } catch (IOException unreadable) {
      throw FileTrouble.unreadable(file, "a video", unreadable);
    }
  }
}
