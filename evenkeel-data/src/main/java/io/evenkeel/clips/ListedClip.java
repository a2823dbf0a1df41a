package io.evenkeel.clips;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A clip as a list names it; whether its videos are there and whole is not known yet.
 *
 * @param label 0 … classes − 1
 * @param subject who is in it, if that is known
 * @param streams its stream of each modality, in model order
 */
public record ListedClip(int label, Optional<String> subject, List<ClipStream> streams) {
  /** Keeps its own copy of the list. */
  public ListedClip {
    streams = List.copyOf(streams);
  }

  /** Its first video and the frames of it: what it is called, and what its draws follow from. */
  public String name() {
    ClipStream first = streams.get(0);
    return first.name() + ":" + first.range();
  }

  /** Names and ranges of all its streams. */
  String signature() {
    return streams.stream()
        .map(stream -> stream.name() + ":" + stream.range())
        .collect(Collectors.joining(" "));
  }
}
