package io.evenkeel.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.clips.ClipFrames;
import io.evenkeel.clips.ClipStream;
import io.evenkeel.clips.Judged;
import io.evenkeel.clips.ListedClip;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A split after its clips were decoded once.
 *
 * @param name of it
 * @param listed the clips that are whole
 * @param samples the same
 * @param broken why each other clip is left out
 */
record JudgedSplit(
    String name, List<ListedClip> listed, List<VideoDataset.Sample> samples, List<String> broken) {
  private static final int NAMED = 3;

  /**
   * Sorts the clips of a split.
   *
   * @param judged each stream of each clip, in their order
   */
  static JudgedSplit of(String name, List<ListedClip> clips, List<Judged> judged) {
    JudgedSplit split =
        new JudgedSplit(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int from = 0;
    for (ListedClip clip : clips) {
      int to = from + clip.streams().size();
      List<ClipFrames> frames = new ArrayList<>();
      List<String> reasons = new ArrayList<>();
      for (Judged stream : judged.subList(from, to)) {
        if (stream instanceof Judged.Whole whole) {
          frames.add(whole.frames());
        } else if (stream instanceof Judged.Broken broken) {
          reasons.add(broken.reason());
        }
      }
      if (reasons.isEmpty()) {
        split.listed().add(clip);
        split.samples().add(new VideoDataset.Sample(clip.name(), clip.label(), frames));
      } else {
        split.broken().add(String.join("; ", reasons));
      }
      from = to;
    }
    return split;
  }

  private int all() {
    return samples.size() + broken.size();
  }

  /**
   * Refuses a split that has no whole clip, or too many broken ones.
   *
   * @param origin what lists the clips
   * @param share the share of clips that may be broken
   */
  void requireEnough(Path origin, double share) {
    boolean tooMany = broken.size() > share * all();
    if (!broken.isEmpty() && (tooMany || samples.isEmpty())) {
      throw new BadInputException(
          origin.toString(),
          "%d of %d clips of split %s are broken: %s%s"
              .formatted(
                  broken.size(),
                  all(),
                  name,
                  broken.stream().limit(NAMED).collect(Collectors.joining(" | ")),
                  broken.size() > NAMED ? " | …" : ""),
          String.format(
              Locale.ROOT,
              "at most a share of %s (data.video.skipped_share)",
              Double.toString(share)));
    }
  }

  /**
   * Adds labels, names, ranges and file sizes of its whole clips to a digest.
   *
   * @param seen what is seen of them
   */
  void addTo(ContentDigest digest, String seen) {
    digest.add(
        name,
        sum -> {
          sum.update(line(seen));
          for (ListedClip clip : listed) {
            for (ClipStream stream : clip.streams()) {
              sum.update(
                  line(
                      "%d %d %s %s"
                          .formatted(
                              clip.label(), bytes(stream.file()), stream.range(), stream.name())));
            }
          }
        });
  }

  private static long bytes(Path video) {
    try {
      return Files.size(video);
    } catch (IOException gone) {
      throw new UncheckedIOException("cannot read " + video, gone);
    }
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(UTF_8);
  }
}
