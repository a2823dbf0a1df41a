package io.evenkeel.data;

import io.evenkeel.clips.StreamFormat;
import io.evenkeel.clips.VideoSource;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.run.Seed;
import java.util.List;
import java.util.Optional;

/** Splits a set of clips of videos, and leaves out those that cannot be decoded. */
final class VideoSplits {
  private final VideoStreams streams;
  private final VideoSpec spec;

  private VideoSplits(VideoStreams streams, VideoSpec spec) {
    this.streams = streams;
    this.spec = spec;
  }

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
      VideoStreams streams,
      DataSpec spec,
      Seed seed,
      VideoSource source,
      ClipJudgement.Listener listener) {
    VideoSplits splits = new VideoSplits(streams, spec.video());
    splits.requireLabels();
    streams.clips().remarks().forEach(listener.notices());
    ClipChoice choice =
        ClipChoice.of(streams.clips(), spec, seed.fold("split"), listener.notices());
    ClipJudgement judgement = new ClipJudgement(streams, spec.video(), listener);
    return splits.split(judgement.of(choice, source), seed.fold("vary"));
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
        streams.formats().map(StreamFormat::channels),
        spec);
  }

  private String digest(List<JudgedSplit> splits) {
    String seen =
        "size %d crop %d frames %d stride %d channels %s"
            .formatted(
                spec.size(),
                spec.crop(),
                spec.frames(),
                spec.stride(),
                streams.formats().map(StreamFormat::channels).values());
    ContentDigest digest = new ContentDigest();
    splits.forEach(split -> split.addTo(digest, seen));
    return digest.hexadecimal();
  }
}
