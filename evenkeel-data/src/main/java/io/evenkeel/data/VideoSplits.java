package io.evenkeel.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evenkeel.clips.ClipFrames;
import io.evenkeel.clips.ClipPass;
import io.evenkeel.clips.ClipRequest;
import io.evenkeel.clips.ClipStream;
import io.evenkeel.clips.Judged;
import io.evenkeel.clips.ListedClip;
import io.evenkeel.clips.VideoSource;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Splits a set of clips of videos, and leaves out those that cannot be decoded. */
final class VideoSplits {
  private static final int NAMED = 3;
  private static final double GIB = 1 << 30;

  private final VideoStreams streams;
  private final VideoSpec spec;
  private final Listener listener;
  private final Consumer<String> notices;

  private VideoSplits(VideoStreams streams, VideoSpec spec, Listener listener) {
    this.streams = streams;
    this.spec = spec;
    this.listener = listener;
    this.notices = listener.notices();
  }

  /**
   * Who has asked.
   *
   * @param notices is told what is held out, decoded and left out
   * @param interrupted whether to stop decoding
   */
  record Listener(Consumer<String> notices, BooleanSupplier interrupted) {}

  /**
   * The splits of a set; the probes are test, then validation.
   *
   * <p>The digest is over labels, names, ranges and file sizes of the clips that each split uses,
   * and the keys that say what is seen of them.
   *
   * @param seed what the choice of clips ({@code "split"}) and their variation in training ({@code
   *     "vary"}) follow from
   * @param source decodes
   * @throws BadInputException if there are too few clips or subjects, or too many are broken
   * @throws java.util.concurrent.CancellationException if it was interrupted
   */
  static DataSplits open(
      VideoStreams streams, DataSpec spec, Seed seed, VideoSource source, Listener listener) {
    VideoSplits splits = new VideoSplits(streams, spec.video(), listener);
    splits.requireLabels();
    streams.clips().remarks().forEach(listener.notices());
    ClipChoice choice =
        ClipChoice.of(streams.clips(), spec, seed.fold("split"), listener.notices());
    return splits.split(splits.judge(choice, source), seed.fold("vary"));
  }

  private void requireLabels() {
    int classes = streams.clips().classes().size();
    for (int label : spec.mirrorLabels()) {
      if (label >= classes) {
        throw new BadInputException(
            "data.video.mirror_labels", Integer.toString(label), "labels of 0 to " + (classes - 1));
      }
    }
  }

  /**
   * A split after its clips were decoded once.
   *
   * @param name of it
   * @param listed the clips that are whole
   * @param samples the same
   * @param broken why each other clip is left out
   */
  private record JudgedSplit(
      String name,
      List<ListedClip> listed,
      List<VideoDataset.Sample> samples,
      List<String> broken) {
    int all() {
      return samples.size() + broken.size();
    }
  }

  private List<JudgedSplit> judge(ClipChoice choice, VideoSource source) {
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
                notices, purpose(keeping), listener.interrupted(), System::nanoTime));
    tellDecodedEachTime(judged);
    List<JudgedSplit> splits = new ArrayList<>();
    int from = 0;
    for (List<ListedClip> ofSplit : List.of(choice.train(), choice.validation(), choice.test())) {
      int to = from + ofSplit.size() * streams.formats().size();
      String name = List.of("train", "validation", "test").get(splits.size());
      splits.add(sorted(name, ofSplit, judged.subList(from, to)));
      from = to;
    }
    splits.forEach(this::requireEnough);
    splits.forEach(
        split ->
            split
                .broken()
                .forEach(why -> notices.accept("left out of " + split.name() + ": " + why)));
    return splits;
  }

  private JudgedSplit sorted(String name, List<ListedClip> clips, List<Judged> judged) {
    JudgedSplit split =
        new JudgedSplit(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int modalities = streams.formats().size();
    for (int i = 0; i < clips.size(); i++) {
      ListedClip clip = clips.get(i);
      List<ClipFrames> frames = new ArrayList<>();
      List<String> reasons = new ArrayList<>();
      for (Judged stream : judged.subList(i * modalities, (i + 1) * modalities)) {
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
    }
    return split;
  }

  private void requireEnough(JudgedSplit split) {
    boolean tooMany = split.broken().size() > spec.skippedShare() * split.all();
    if (!split.broken().isEmpty() && (tooMany || split.samples().isEmpty())) {
      throw new BadInputException(
          streams.clips().origin().toString(),
          "%d of %d clips of split %s are broken: %s%s"
              .formatted(
                  split.broken().size(),
                  split.all(),
                  split.name(),
                  split.broken().stream().limit(NAMED).collect(Collectors.joining(" | ")),
                  split.broken().size() > NAMED ? " | …" : ""),
          String.format(
              Locale.ROOT,
              "at most a share of %s (data.video.skipped_share)",
              Double.toString(spec.skippedShare())));
    }
  }

  private void tellDecodedEachTime(List<Judged> judged) {
    long decoded =
        judged.stream()
            .filter(one -> one instanceof Judged.Whole whole && whole.frames().decodes())
            .count();
    if (spec.cache() && decoded > 0) {
      notices.accept(
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
      notices.accept("which clips are whole is not remembered: " + unwritable.getMessage());
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

  private DataSplits split(List<JudgedSplit> splits, Seed vary) {
    JudgedSplit train = splits.get(0);
    JudgedSplit validation = splits.get(1);
    JudgedSplit test = splits.get(2);
    HeldOut forValidation =
        new HeldOut("validation", "clips that epochs and settings are chosen on", data(validation));
    HeldOut forTest =
        new HeldOut("test", "clips that nothing was chosen on: what to report", data(test));
    return new DataSplits(
        data(train).variedInTraining(vary),
        forValidation,
        forTest,
        List.of(forTest, forValidation),
        digest(splits),
        Optional.of(
            new SkippedClips(
                train.broken().size(), validation.broken().size(), test.broken().size())));
  }

  private VideoDataset data(JudgedSplit split) {
    return VideoDataset.plain(
        split.samples(),
        streams.clips().classes(),
        streams.formats().map(io.evenkeel.clips.StreamFormat::channels),
        spec);
  }

  private String digest(List<JudgedSplit> splits) {
    ContentDigest digest = new ContentDigest();
    for (JudgedSplit split : splits) {
      digest.add(
          split.name(),
          sum -> {
            sum.update(
                line(
                    "size %d crop %d frames %d stride %d channels %s"
                        .formatted(
                            spec.size(),
                            spec.crop(),
                            spec.frames(),
                            spec.stride(),
                            streams.formats().values())));
            for (ListedClip clip : split.listed()) {
              for (ClipStream stream : clip.streams()) {
                sum.update(
                    line(
                        clip.label()
                            + " "
                            + bytes(stream.file())
                            + " "
                            + stream.range()
                            + " "
                            + stream.name()));
              }
            }
          });
    }
    return digest.hexadecimal();
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
