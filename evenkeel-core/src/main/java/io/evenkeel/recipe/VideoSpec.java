package io.evenkeel.recipe;

import java.util.List;
import java.util.Optional;

/**
 * Which streams of videos are seen, and how.
 *
 * @param streams the stream of each modality: a video of a gesture's folder without {@code .avi},
 *     such as {@code sk_color}, or a column of a manifest; empty takes sk_color for modality rgb
 *     and sk_depth for modality depth, and the columns that have the modalities' names
 * @param channels what the frames of each modality are decoded to; empty decides by {@link
 *     Channels#of the name of the stream}
 * @param frames how many frames a sample has
 * @param stride how many frames of the video one frame of a sample stands for
 * @param size the shorter side of a frame after it is resized, in pixels; its proportions stay
 * @param crop height and width of what the network sees, cut out of the resized frame
 * @param jitter whether a sample begins anywhere within its clip in training; in the middle of it
 *     otherwise
 * @param randomCrop whether training cuts out of any place of the frame; out of the middle
 *     otherwise
 * @param mirrorLabels the labels, 0 … classes − 1, whose clips training mirrors left to right,
 *     every second one; gestures have a direction, so none by default
 * @param jointAugmentation whether the modalities of a sample are cut, placed in time and mirrored
 *     alike, which keeps registered streams registered; a draw of its own for each otherwise
 * @param validation how validation clips are chosen
 * @param skippedShare the share of a split's clips that may be broken before a run is refused
 * @param cache whether decoded clips are kept in files that later epochs and runs map into memory;
 *     changes speed, not results
 * @param cacheFolder where these files are; absent puts them beside the tree or the manifest, into
 *     a folder of its name and {@code .cache}
 * @param cacheGib how many GiB of clips are kept at most; others are decoded whenever they are read
 */
public record VideoSpec(
    List<String> streams,
    List<Channels> channels,
    int frames,
    int stride,
    int size,
    int crop,
    boolean jitter,
    boolean randomCrop,
    List<Integer> mirrorLabels,
    boolean jointAugmentation,
    Validation validation,
    double skippedShare,
    boolean cache,
    Optional<String> cacheFolder,
    double cacheGib) {
  private static final int MOST_FRAMES = 4096;
  private static final long MOST_PIXELS = 1 << 26;
  private static final long MOST_BATCH_VALUES = 1L << 29;
  private static final int SMALLEST = 8;
  private static final int LARGEST = 1024;

  /** What frames are decoded to. */
  public enum Channels {
    /** One channel of brightness. */
    GRAY(1),
    /** Red, green and blue. */
    RGB(3);

    private final int count;

    Channels(int count) {
      this.count = count;
    }

    /** How many channels a frame has. */
    public int count() {
      return count;
    }

    /**
     * Gray where the name of a stream speaks of depth or of the infrared stereo camera ({@code
     * duo_left}), RGB elsewhere.
     */
    public static Channels of(String stream) {
      String name = stream.toLowerCase(java.util.Locale.ROOT);
      return name.contains("depth") || name.startsWith("duo_") ? GRAY : RGB;
    }
  }

  /** How validation clips are chosen out of those to train on. */
  public enum Validation {
    /** All clips of some subjects, so that nobody is on both sides. */
    SUBJECT,
    /** Clips, whoever is in them. */
    SAMPLE
  }

  /** Checks the ranges. */
  public VideoSpec {
    streams = List.copyOf(streams);
    channels = List.copyOf(channels);
    mirrorLabels = List.copyOf(mirrorLabels);
    mirrorLabels.forEach(label -> Keys.atLeast("data.video.mirror_labels", label, 0));
    Keys.between("data.video.frames", frames, 1, MOST_FRAMES);
    Keys.between("data.video.stride", stride, 1, MOST_FRAMES);
    Keys.between("data.video.size", size, SMALLEST, LARGEST);
    Keys.between("data.video.crop", crop, SMALLEST, size);
    Keys.require(
        (long) frames * crop * crop <= MOST_PIXELS,
        "data.video.frames",
        "%d frames of %d x %d".formatted(frames, crop, crop),
        "at most " + MOST_PIXELS + " pixels a sample");
    Keys.require(
        skippedShare >= 0 && skippedShare < 1,
        "data.video.skipped_share",
        Double.toString(skippedShare),
        "a number ≥ 0 and below 1");
    Keys.notNegative("data.video.cache_gib", cacheGib);
  }

  /** 64 frames of 112 × 112 out of frames whose shorter side is 128, cached up to 16 GiB. */
  public static VideoSpec defaults() {
    return new VideoSpec(
        List.of(),
        List.of(),
        64,
        1,
        128,
        112,
        true,
        true,
        List.of(),
        true,
        Validation.SUBJECT,
        0.05,
        true,
        Optional.empty(),
        16);
  }

  /** Refuses batches of which one modality, in RGB, would take more than 2 GiB. */
  void requireRoom(String key, int samples) {
    long most = MOST_BATCH_VALUES / ((long) Channels.RGB.count() * frames * crop * crop);
    Keys.require(
        samples <= most,
        key,
        Integer.toString(samples),
        "at most %d, for samples of %d frames of %d x %d pixels"
            .formatted(Math.max(1, most), frames, crop, crop));
  }

  /** Refuses lists that have not one value for each modality, or are empty. */
  void requireOneForEach(List<String> modalities) {
    requireOneForEach("data.video.streams", streams, modalities);
    requireOneForEach("data.video.channels", channels, modalities);
  }

  private static void requireOneForEach(String key, List<?> values, List<String> modalities) {
    Keys.require(
        values.isEmpty() || values.size() == modalities.size(),
        key,
        values.toString(),
        "one for each of data.modalities, " + modalities + ", or []");
  }
}
