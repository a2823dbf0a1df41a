package io.evenkeel.clips;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a list of NVGesture, such as
 *
 * <pre>path:./Video_data/class_01/subject3_r0 depth:sk_depth:146:226 color:sk_color:146:226 label:1
 * </pre>
 *
 * in which fields may stand in any order.
 *
 * @param folder the folder of the gesture's videos, without {@code ./}
 * @param ranges the frames of each stream that is listed, by the name of its video without {@code
 *     .avi}
 * @param label 0 … 24; lists count from 1
 */
record GestureLine(String folder, Map<String, FrameRange> ranges, int label) {
  static final int CLASSES = 25;
  static final String VIDEO = ".avi";

  private static final Pattern SUBJECT = Pattern.compile("subject([0-9]+)_r[0-9]+");
  private static final Pattern STREAM = Pattern.compile("[^:]+:([^:]+):([0-9]{1,9}):([0-9]{1,9})");

  GestureLine {
    ranges = Map.copyOf(ranges);
  }

  /**
   * Reads a line.
   *
   * @param where the file and the number of the line
   */
  static GestureLine parse(String where, String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : line.strip().split("\\s+", -1)) {
      int colon = field.indexOf(':');
      if (colon <= 0) {
        throw refused(where, field, "key:value");
      }
      if (fields.put(field.substring(0, colon), field) != null) {
        throw refused(where, field, "each field once");
      }
    }
    String folder = InnerPath.normalized(where, taken(where, fields, "path"));
    int label = label(where, taken(where, fields, "label"));
    Map<String, FrameRange> ranges = new LinkedHashMap<>();
    fields.forEach((key, field) -> addRange(where, field, ranges));
    GestureLine read = new GestureLine(folder, ranges, label);
    read.subject(where);
    return read;
  }

  private static String taken(String where, Map<String, String> fields, String key) {
    String field = fields.remove(key);
    if (field == null) {
      throw new BadInputException(where, "no field " + key, "path:… depth:… color:… label:…");
    }
    return field.substring(key.length() + 1);
  }

  private static int label(String where, String text) {
    int label = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (label < 1 || label > CLASSES) {
      throw refused(where, "label:" + text, "a label of 1 to " + CLASSES);
    }
    return label - 1;
  }

  private static void addRange(String where, String field, Map<String, FrameRange> ranges) {
    Matcher stream = STREAM.matcher(field);
    if (!stream.matches()) {
      throw refused(where, field, "sensor:video:first:end, such as depth:sk_depth:146:226");
    }
    int first = Integer.parseInt(stream.group(2));
    int end = Integer.parseInt(stream.group(3));
    if (end <= first) {
      throw refused(where, field, "an end after the first frame");
    }
    String video = withoutEnding(InnerPath.normalized(where, stream.group(1)));
    if (ranges.put(video, FrameRange.of(first, end)) != null) {
      throw refused(where, field, "each video once");
    }
  }

  private static BadInputException refused(String where, String field, String expected) {
    return new BadInputException(where, "\"" + InnerPath.shortened(field) + "\"", expected);
  }

  static String withoutEnding(String video) {
    int length = video.length() - VIDEO.length();
    return length > 0 && video.regionMatches(true, length, VIDEO, 0, VIDEO.length())
        ? video.substring(0, length)
        : video;
  }

  /** The streams whose videos are in a folder; none where there is no such folder. */
  static List<String> videosIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(VIDEO) && !name.startsWith("."))
          .map(GestureLine::withoutEnding)
          .toList();
    } catch (IOException unreadable) {
      throw new BadInputException(
          folder.toString(),
          "cannot be listed (" + FileTrouble.reason(unreadable) + ")",
          "a folder",
          unreadable);
    }
  }

  /** The name of the folder's class, such as {@code class_01}; empty where there is none. */
  String classFolder() {
    String[] parts = folder.split("/", -1);
    return parts.length < 2 ? "" : parts[parts.length - 2];
  }

  /** The number of the person, out of the folder's name {@code subject3_r0}. */
  String subject(String where) {
    Matcher name = SUBJECT.matcher(folder.substring(folder.lastIndexOf('/') + 1));
    if (!name.matches()) {
      throw refused(where, "path:" + folder, "a folder such as class_01/subject3_r0");
    }
    return name.group(1);
  }

  /**
   * The frames of a stream. A video that is not listed has the range of the listed one of its
   * camera: {@code sk_wrapped}, the colours as the depth camera sees them, that of {@code
   * sk_depth}, {@code duo_right} that of {@code duo_left}.
   *
   * @throws BadInputException if there is no such range
   */
  FrameRange range(String where, String stream) {
    FrameRange listed = ranges.get(stream);
    if (listed != null) {
      return listed;
    }
    FrameRange ofCamera = ranges.get(stream.startsWith("sk_") ? "sk_depth" : "duo_left");
    if (ofCamera == null || !isOfAKnownCamera(stream)) {
      throw new BadInputException(
          where,
          "no frames of stream " + stream,
          "one of " + ranges.keySet().stream().sorted().toList());
    }
    return ofCamera;
  }

  static boolean isOfAKnownCamera(String stream) {
    return stream.matches("(sk|duo)_.+");
  }
}
