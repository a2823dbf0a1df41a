package io.evenkeel.clips;

import io.evenkeel.input.BadInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The header of a manifest.
 *
 * @param places the place of each column in a line, by its name
 * @param unused the columns that mean nothing here
 */
record ManifestColumns(Map<String, Integer> places, List<String> unused) {
  private static final List<String> MEANT = List.of("start", "end", "label", "split", "subject");
  private static final String START = "start";
  private static final String END = "end";

  ManifestColumns {
    places = Map.copyOf(places);
    unused = List.copyOf(unused);
  }

  static ManifestColumns of(String where, List<String> header, List<String> streams) {
    Set<String> meant = new HashSet<>(MEANT);
    for (String stream : streams) {
      meant.addAll(List.of(stream, stream + "_" + START, stream + "_" + END));
    }
    Map<String, Integer> places = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>();
    for (String name : header) {
      if (places.put(name, places.size()) != null || name.isEmpty()) {
        throw new BadInputException(
            where,
            name.isEmpty() ? "a column without a name" : "two columns " + InnerPath.shortened(name),
            "a name of its own for each column");
      }
      if (!meant.contains(name)) {
        unused.add(InnerPath.shortened(name));
      }
    }
    List<String> needed = new ArrayList<>(streams);
    needed.addAll(List.of("label", "split"));
    for (String name : needed) {
      if (!places.containsKey(name)) {
        throw new BadInputException(
            where,
            "no column " + name + " among " + InnerPath.shortened(String.join(",", header)),
            "columns " + String.join(",", needed) + " and, if wanted, start,end,subject");
      }
    }
    return new ManifestColumns(places, unused);
  }

  /** A line below the header. */
  record Row(String where, List<String> values, ManifestColumns columns) {
    Row {
      values = List.copyOf(values);
      if (values.size() != columns.places().size()) {
        throw new BadInputException(
            where, values.size() + " values", columns.places().size() + ", as the header has");
      }
    }

    /** What messages call a value. */
    String at(String column) {
      return where + " column " + column;
    }

    Optional<String> optional(String column) {
      return Optional.ofNullable(columns.places().get(column))
          .map(values::get)
          .filter(value -> !value.isEmpty());
    }

    String required(String column) {
      return optional(column)
          .orElseThrow(() -> new BadInputException(at(column), "no value", "a value"));
    }

    /** The frames of a stream: its own, or those of the line, or the whole video. */
    FrameRange range(String stream) {
      int first = frame(stream, START).orElse(0);
      OptionalInt end = frame(stream, END);
      if (end.isPresent() && end.getAsInt() <= first) {
        throw new BadInputException(
            at(END) + " (" + stream + ")",
            "frames from " + first + " to " + end.getAsInt(),
            "an end after the first frame");
      }
      return new FrameRange(first, end);
    }

    private OptionalInt frame(String stream, String which) {
      String own = stream + "_" + which;
      String column = optional(own).isPresent() ? own : which;
      Optional<String> text = optional(column);
      if (text.isEmpty()) {
        return OptionalInt.empty();
      }
      if (!text.get().matches("[0-9]{1,9}")) {
        throw new BadInputException(
            at(column), "\"" + InnerPath.shortened(text.get()) + "\"", "the number of a frame");
      }
      return OptionalInt.of(Integer.parseInt(text.get()));
    }
  }
}
