package io.evenkeel.data;

import io.evenkeel.clips.ClipPass;
import io.evenkeel.clips.ClipRequest;
import io.evenkeel.clips.Judged;
import io.evenkeel.clips.ListedClip;
import io.evenkeel.clips.VideoSource;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.VideoSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Decodes the clips of all splits once, and leaves out those that cannot be decoded.
 *
 * @param streams what each modality sees
 * @param spec what is kept, and how much may be broken
 * @param listener who has asked
 */
record ClipJudgement(VideoStreams streams, VideoSpec spec, Listener listener) {
  private static final double GIB = 1 << 30;

  /**
   * Who has asked.
   *
   * @param notices is told what is held out, decoded and left out
   * @param interrupted whether to stop decoding
   */
  record Listener(Consumer<String> notices, BooleanSupplier interrupted) {}

  /**
   * The splits train, validation and test without their broken clips, each of which is told.
   *
   * @param source decodes
   * @throws BadInputException if a split would lose more than {@code data.video.skipped_share}
   * @throws java.util.concurrent.CancellationException if it was interrupted
   */
  List<JudgedSplit> of(ClipChoice choice, VideoSource source) {
    List<ListedClip> clips =
        Stream.of(choice.train(), choice.validation(), choice.test())
            .flatMap(List::stream)
            .toList();
    List<ClipRequest> requests = new ArrayList<>();
    for (ListedClip clip : clips) {
      for (int i = 0; i < clip.streams().size(); i++) {
        requests.add(new ClipRequest(clip.streams().get(i), streams.formats().values().get(i)));
      }
    }
    ClipPass.Keeping keeping = keeping();
    List<Judged> judged =
        ClipPass.over(
            requests,
            source,
            keeping,
            new DecodingNotices(
                listener.notices(), purpose(keeping), listener.interrupted(), System::nanoTime));
    tellDecodedEachTime(judged);
    List<JudgedSplit> splits = new ArrayList<>();
    int from = 0;
    for (List<ListedClip> ofSplit : List.of(choice.train(), choice.validation(), choice.test())) {
      int to = from + ofSplit.size() * streams.formats().size();
      String name = List.of("train", "validation", "test").get(splits.size());
      splits.add(JudgedSplit.of(name, ofSplit, judged.subList(from, to)));
      from = to;
    }
    splits.forEach(split -> split.requireEnough(streams.clips().origin(), spec.skippedShare()));
    splits.forEach(
        split ->
            split
                .broken()
                .forEach(
                    why -> listener.notices().accept("left out of " + split.name() + ": " + why)));
    return splits;
  }

  private void tellDecodedEachTime(List<Judged> judged) {
    long decoded =
        judged.stream()
            .filter(one -> one instanceof Judged.Whole whole && whole.frames().decodes())
            .count();
    if (spec.cache() && decoded > 0) {
      listener
          .notices()
          .accept(
              "%d of %d streams of clips do not fit into data.video.cache_gib (%s) or on the disk: they are decoded whenever they are read"
                  .formatted(decoded, judged.size(), spec.cacheGib()));
    }
  }

  private ClipPass.Keeping keeping() {
    Path folder =
        spec.cacheFolder()
            .map(name -> Path.of(name).resolve(ownName()))
            .orElse(streams.cacheFolder());
    if (spec.cache()) {
      return new ClipPass.Keeping.Frames(folder, (long) (spec.cacheGib() * GIB));
    }
    try {
      WholeFile.requireWritableFolder(folder);
      return new ClipPass.Keeping.Verdicts(folder);
    } catch (BadInputException unwritable) {
      listener
          .notices()
          .accept("which clips are whole is not remembered: " + unwritable.getMessage());
      return new ClipPass.Keeping.Nothing();
    }
  }

  private String ownName() {
    return String.valueOf(streams.cacheFolder().getFileName());
  }

  private static String purpose(ClipPass.Keeping keeping) {
    if (keeping instanceof ClipPass.Keeping.Frames frames) {
      return String.format(
          Locale.ROOT, "into %s (at most %.1f GiB)", frames.folder(), frames.mostBytes() / GIB);
    }
    return "to know which are whole";
  }
}
