package io.evenkeel.clips;

import io.evenkeel.input.BadInputException;
import io.evenkeel.video.FrameShape;
import io.evenkeel.video.VideoInfo;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/**
 * The first pass over clips, before any is trained on: each is decoded once, several at a time,
 * which finds the broken ones, and is kept as far as there is room. What was found whole once is
 * remembered, and not decoded again in a later pass unless its video has changed.
 */
public final class ClipPass {
  private static final byte[] NOTHING = {};

  /** The most bytes that the frames of one clip may have. */
  private static final long MOST_CLIP_BYTES = 1L << 30;

  private final VideoSource source;
  private final Keeping keeping;
  private final ClipProgress progress;
  private final Map<String, ClipRequest> requests = new LinkedHashMap<>();
  private final Map<String, Judged> judged = new HashMap<>();

  private ClipPass(VideoSource source, Keeping keeping, ClipProgress progress) {
    this.source = source;
    this.keeping = keeping;
    this.progress = progress;
  }

  /** Where what was decoded is kept. */
  public sealed interface Keeping {

    /** Nowhere: every pass decodes everything. */
    record Nothing() implements Keeping {}

    /** Which clips are whole, in a folder, without their frames. */
    record Verdicts(Path folder) implements Keeping {}

    /** The frames, too, up to so many bytes in all; other clips are decoded whenever read. */
    record Frames(Path folder, long mostBytes) implements Keeping {}
  }

  /**
   * What becomes of each request, in their order.
   *
   * @throws BadInputException if frames are to be kept and the folder cannot be written
   * @throws CancellationException if it was stopped; what was decoded by then is kept
   */
  public static List<Judged> over(
      List<ClipRequest> wanted, VideoSource source, Keeping keeping, ClipProgress progress) {
    ClipPass pass = new ClipPass(source, keeping, progress);
    List<Optional<String>> identities = wanted.stream().map(pass::enter).toList();
    pass.run();
    List<Judged> results = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String key = identities.get(i).orElse(unreadable(wanted.get(i)));
      results.add(Objects.requireNonNull(pass.judged.get(key)));
    }
    return results;
  }

  private static String unreadable(ClipRequest request) {
    return "unreadable " + request.stream().file();
  }

  private Optional<String> enter(ClipRequest request) {
    try {
      String identity = request.identity();
      requests.put(identity, request);
      return Optional.of(identity);
    } catch (BadInputException missing) {
      judged.put(unreadable(request), broken(missing));
      return Optional.empty();
    }
  }

  private static Judged.Broken broken(BadInputException found) {
    return new Judged.Broken(String.valueOf(found.getMessage()));
  }

  private void run() {
    if (keeping instanceof Keeping.Frames frames) {
      runIn(new ClipFolder(frames.folder(), frames.mostBytes()));
    } else if (keeping instanceof Keeping.Verdicts verdicts) {
      runIn(new ClipFolder(verdicts.folder(), 0));
    } else {
      decode(Optional.empty(), List.copyOf(requests.keySet()));
    }
  }

  private void runIn(ClipFolder folder) {
    folder.read(requests.keySet());
    if ((keepsFrames() && folder.isOverfull()) || !undone(folder).isEmpty()) {
      folder.requireWritable();
      folder.alone(progress, () -> workIn(folder));
    }
    requests.keySet().forEach(identity -> recall(folder, identity));
  }

  private void workIn(ClipFolder folder) {
    // Whoever held the lock may have done the work.
    folder.read(requests.keySet());
    if (keepsFrames()) {
      folder.shrink();
    }
    decode(Optional.of(folder), undone(folder));
  }

  private boolean keepsFrames() {
    return keeping instanceof Keeping.Frames;
  }

  private List<String> undone(ClipFolder folder) {
    return requests.keySet().stream().filter(identity -> isUndone(folder, identity)).toList();
  }

  private boolean isUndone(ClipFolder folder, String identity) {
    return folder
        .entry(identity)
        .map(entry -> keepsFrames() && !entry.kept() && folder.canHold(entry.pixelBytes()))
        .orElse(true);
  }

  private void recall(ClipFolder folder, String identity) {
    if (!judged.containsKey(identity)) {
      ClipEntry entry = folder.entry(identity).orElseThrow();
      judged.put(identity, new Judged.Whole(frames(folder, identity, entry)));
    }
  }

  private ClipFrames frames(ClipFolder folder, String identity, ClipEntry entry) {
    DecodedFrames decoded = decoded(identity, entry.frames(), entry.shape());
    return keepsFrames() && entry.kept() ? new KeptFrames(folder.path(), entry, decoded) : decoded;
  }

  private DecodedFrames decoded(String identity, int frames, FrameShape shape) {
    ClipStream stream = Objects.requireNonNull(requests.get(identity)).stream();
    return new DecodedFrames(source, stream.file(), stream.range().first(), frames, shape);
  }

  private void decode(Optional<ClipFolder> folder, List<String> identities) {
    if (identities.isEmpty()) {
      return;
    }
    progress.begin(identities.size());
    List<Callable<Judged>> tasks = new ArrayList<>();
    identities.forEach(identity -> tasks.add(() -> judgeAndTell(folder, identity)));
    List<Judged> results = ParallelDecoding.results(tasks);
    for (int i = 0; i < identities.size(); i++) {
      judged.put(identities.get(i), results.get(i));
    }
  }

  private Judged judgeAndTell(Optional<ClipFolder> folder, String identity) {
    if (progress.stopped()) {
      throw new CancellationException("interrupted while clips were decoded");
    }
    Judged result = judge(folder, identity);
    synchronized (progress) {
      progress.one();
    }
    return result;
  }

  private Judged judge(Optional<ClipFolder> folder, String identity) {
    try {
      Optional<ClipEntry> known = folder.flatMap(f -> f.entry(identity));
      DecodedFrames wanted =
          known
              .map(entry -> decoded(identity, entry.frames(), entry.shape()))
              .orElseGet(() -> measured(identity));
      long bytes = (long) wanted.frames() * wanted.shape().bytes();
      boolean keep = keepsFrames() && folder.map(f -> f.reserve(bytes)).orElse(false);
      if (known.isPresent() && !keep) {
        return new Judged.Whole(wanted);
      }
      return new Judged.Whole(decodedOnce(folder, identity, wanted, keep));
    } catch (BadInputException damaged) {
      return broken(damaged);
    }
  }

  private ClipFrames decodedOnce(
      Optional<ClipFolder> folder, String identity, DecodedFrames wanted, boolean keep) {
    Optional<ClipFrames> kept = Optional.empty();
    try {
      byte[] pixels = wanted.all();
      kept = folder.flatMap(f -> written(f, identity, wanted, keep ? pixels : NOTHING));
    } finally {
      if (keep && kept.isEmpty()) {
        folder.ifPresent(f -> f.release((long) wanted.frames() * wanted.shape().bytes()));
      }
    }
    return kept.orElse(wanted);
  }

  /** The frames in a file; nothing where they are not to be kept, or the disk is full. */
  private static Optional<ClipFrames> written(
      ClipFolder folder, String identity, DecodedFrames wanted, byte[] pixels) {
    boolean keep = pixels.length > 0;
    ClipEntry whole = ClipEntry.keeping(identity, wanted.frames(), wanted.shape(), pixels);
    ClipEntry entry = keep ? whole : whole.withoutFrames();
    try {
      entry.write(folder.path(), pixels);
    } catch (UncheckedIOException full) {
      return Optional.empty();
    }
    return keep ? Optional.of(new KeptFrames(folder.path(), entry, wanted)) : Optional.empty();
  }

  private DecodedFrames measured(String identity) {
    ClipRequest request = Objects.requireNonNull(requests.get(identity));
    ClipStream stream = request.stream();
    String video = stream.file().toString();
    VideoInfo info = source.inspect(stream.file());
    FrameShape shape = request.format().shapeOf(video, info.width(), info.height());
    int end = stream.range().end().orElse(info.frames());
    if (end > info.frames() || end <= stream.range().first()) {
      throw new BadInputException(
          video, info.frames() + " frames", "frames " + stream.range() + " (the end not included)");
    }
    int frames = end - stream.range().first();
    if ((long) frames * shape.bytes() > MOST_CLIP_BYTES) {
      throw new BadInputException(
          video,
          "a clip of %d frames of %d x %d x %d"
              .formatted(frames, shape.height(), shape.width(), shape.channels()),
          "at most " + MOST_CLIP_BYTES + " bytes a clip");
    }
    return decoded(identity, frames, shape);
  }
}
