package io.evenkeel.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.video.Clip;
import io.evenkeel.video.FrameShape;
import io.evenkeel.video.VideoInfo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipPassTest {
  private static final StreamFormat FORMAT = new StreamFormat(1, 12);
  private static final FrameRange RANGE = FrameRange.of(3, 13);

  /** 10 frames of 12 x 16. */
  private static final int CLIP_BYTES = 1920;

  private static final int CLIPS = 5;

  @TempDir private Path folder;
  private final PaintedVideos videos = new PaintedVideos();
  private Path cache = Path.of("");

  @BeforeEach
  void paint() {
    cache = folder.resolve("cache");
    for (int i = 0; i < CLIPS; i++) {
      PaintedVideos.write(video(i), 20, 24, 32);
    }
  }

  private Path video(int number) {
    return folder.resolve("v" + number + ".avi");
  }

  private List<ClipRequest> requests() {
    List<ClipRequest> requests = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      requests.add(new ClipRequest(new ClipStream(video(i), "v" + i + ".avi", RANGE), FORMAT));
    }
    return requests;
  }

  private List<Judged> pass(long mostBytes) {
    return ClipPass.over(
        requests(), videos, new ClipPass.Keeping.Frames(cache, mostBytes), ClipProgress.none());
  }

  private static ClipFrames frames(Judged judged) {
    return ((Judged.Whole) judged).frames();
  }

  private void assertWhole(Judged judged, int number) {
    ClipFrames frames = frames(judged);
    assertThat(frames.frames()).isEqualTo(10);
    for (int first : new int[] {0, 4}) {
      ByteBuffer read = frames.read(first, first + 5);
      for (int k = 0; k < 5 * 12 * 16; k++) {
        int frame = 3 + first + k / 192;
        assertThat(read.get(k) & 0xff)
            .isEqualTo(PaintedVideos.pixel(video(number), frame, k / 16 % 12, k % 16, 0));
      }
    }
  }

  private long entries() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(".clip")).count();
    }
  }

  private long bytes() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private long decodedEachTime(List<Judged> judged) {
    return judged.stream().filter(one -> frames(one).decodes()).count();
  }

  @Test
  void everyClipIsDecodedOnceAndNeverAgain() throws IOException {
    for (int run = 0; run < 3; run++) {
      List<Judged> judged = pass(1 << 20);
      for (int i = 0; i < CLIPS; i++) {
        assertWhole(judged.get(i), i);
        assertThat(frames(judged.get(i)).decodes()).isFalse();
      }
      assertThat(videos.decoded()).isEqualTo(CLIPS);
    }
    assertThat(entries()).isEqualTo(CLIPS);
    assertThat(bytes()).isEqualTo(CLIPS * (CLIP_BYTES + 256L));
  }

  @Test
  void whatDoesNotFitIsDecodedEachTimeButNotJudgedAgain() throws IOException {
    List<Judged> judged = pass(2 * CLIP_BYTES + 100);
    assertThat(decodedEachTime(judged)).isEqualTo(3);
    assertThat(videos.decoded()).isEqualTo(CLIPS);
    assertThat(bytes()).isEqualTo(2 * CLIP_BYTES + CLIPS * 256L);
    assertThat(decodedEachTime(pass(2 * CLIP_BYTES + 100))).isEqualTo(3);
    assertThat(videos.decoded()).isEqualTo(CLIPS);
    for (int i = 0; i < CLIPS; i++) {
      assertWhole(judged.get(i), i);
    }
    // More room: the others are decoded into it; less room: some are dropped.
    assertThat(decodedEachTime(pass(1 << 20))).isZero();
    int decoded = videos.decoded();
    assertThat(decodedEachTime(pass(3 * CLIP_BYTES))).isEqualTo(2);
    assertThat(bytes()).isEqualTo(3 * CLIP_BYTES + CLIPS * 256L);
    assertThat(videos.decoded()).isEqualTo(decoded);
  }

  @Test
  void aChangedVideoIsDecodedAnewAndItsOldFramesMakeRoom() throws IOException {
    pass(CLIPS * CLIP_BYTES + 2000);
    PaintedVideos.write(video(2), 21, 24, 32);
    Files.setLastModifiedTime(video(4), FileTime.fromMillis(1_000_000));
    List<Judged> judged = pass(CLIPS * CLIP_BYTES + 2000);
    assertThat(videos.decoded()).isEqualTo(CLIPS + 2);
    assertWhole(judged.get(2), 2);
    assertThat(decodedEachTime(judged)).isZero();
    assertThat(entries()).isEqualTo(CLIPS);
    assertThat(bytes()).isEqualTo(CLIPS * (CLIP_BYTES + 256L));
  }

  @Test
  void anotherRangeOrFormatIsAnotherClip() {
    pass(1 << 20);
    ClipStream stream = new ClipStream(video(0), "v0.avi", FrameRange.of(3, 12));
    for (ClipRequest other :
        List.of(
            new ClipRequest(stream, FORMAT),
            new ClipRequest(requests().get(0).stream(), new StreamFormat(3, 12)),
            new ClipRequest(requests().get(0).stream(), new StreamFormat(1, 13)))) {
      int before = videos.decoded();
      ClipPass.over(
          List.of(other), videos, new ClipPass.Keeping.Frames(cache, 1 << 20), ClipProgress.none());
      assertThat(videos.decoded()).isEqualTo(before + 1);
    }
  }

  @Test
  void aDamagedEntryIsDecodedAnewWhereverItIsDamaged() throws IOException {
    for (long place : new long[] {0, 20, 60, 255, 256, 1000, CLIP_BYTES + 255}) {
      pass(1 << 20);
      Path file = ClipEntry.file(cache, requests().get(1).identity());
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.seek(place);
        int was = bytes.read();
        bytes.seek(place);
        bytes.write(was ^ 0x10);
      }
      int before = videos.decoded();
      assertWhole(pass(1 << 20).get(1), 1);
      assertThat(videos.decoded()).as("damaged at " + place).isEqualTo(before + 1);
      assertWhole(pass(1 << 20).get(1), 1);
      assertThat(videos.decoded()).as("written anew").isEqualTo(before + 1);
    }
  }

  /** Nothing is kept from root, who sees no such trouble. */
  @Test
  void aFolderOfFramesThatMayNotBeListedIsToldWithItsKey() {
    pass(1 << 20);
    assumeTrue(cache.toFile().setReadable(false, false) && !Files.isReadable(cache));
    try {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(() -> pass(1 << 20))
          .withMessageStartingWith(
              "data.video.cache: " + cache + ": cannot be read (permission denied); expected");
    } finally {
      assertThat(cache.toFile().setReadable(true)).isTrue();
    }
  }

  @Test
  void aTruncatedOrDeletedEntryIsDecodedAnew() throws IOException {
    for (long length : new long[] {0, 100, 256, 257, CLIP_BYTES + 255}) {
      pass(1 << 20);
      try (RandomAccessFile bytes =
          new RandomAccessFile(
              ClipEntry.file(cache, requests().get(1).identity()).toFile(), "rw")) {
        bytes.setLength(length);
      }
      int before = videos.decoded();
      assertWhole(pass(1 << 20).get(1), 1);
      assertThat(videos.decoded()).isEqualTo(before + 1);
    }
    List<Judged> judged = pass(1 << 20);
    Files.delete(ClipEntry.file(cache, requests().get(1).identity()));
    assertWhole(judged.get(1), 1);
  }

  @Test
  void aDamagedEntryWhoseVideoIsGoneIsRefused() throws IOException {
    List<Judged> judged = pass(1 << 20);
    Files.delete(ClipEntry.file(cache, requests().get(1).identity()));
    Files.delete(video(1));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> frames(judged.get(1)).read(0, 1))
        .withMessageContaining("v1.avi: no such file");
  }

  @Test
  void brokenClipsAreNamedWithTheReasonWhateverIsKept() throws IOException {
    PaintedVideos.writeBroken(video(0));
    PaintedVideos.write(video(1), 12, 24, 32);
    Files.delete(video(2));
    Files.writeString(video(3), "text");
    for (ClipPass.Keeping keeping :
        List.of(
            new ClipPass.Keeping.Nothing(),
            new ClipPass.Keeping.Verdicts(cache),
            new ClipPass.Keeping.Frames(cache, 1 << 20),
            new ClipPass.Keeping.Frames(cache, 1 << 20))) {
      List<Judged> judged = ClipPass.over(requests(), videos, keeping, ClipProgress.none());
      assertThat(judged.subList(0, 4))
          .containsExactly(
              new Judged.Broken(video(0) + ", frame 7: damaged data; expected a frame"),
              new Judged.Broken(
                  video(1) + ": 12 frames; expected frames 3:13 (the end not included)"),
              new Judged.Broken(video(2) + ": no such file; expected a video"),
              new Judged.Broken(video(3) + ": no video; expected a video"));
      assertWhole(judged.get(4), 4);
    }
    PaintedVideos.write(video(0), 20, 24, 32);
    assertWhole(pass(1 << 20).get(0), 0);
  }

  @Test
  void aClipThatNoMemoryHoldsIsRefused() {
    PaintedVideos.write(video(0), 2_000_000_000, 24, 32);
    ClipStream stream = new ClipStream(video(0), "v0.avi", FrameRange.ALL);
    List<Judged> judged =
        ClipPass.over(
            List.of(new ClipRequest(stream, FORMAT)),
            videos,
            new ClipPass.Keeping.Nothing(),
            ClipProgress.none());
    assertThat(((Judged.Broken) judged.get(0)).reason())
        .contains("a clip of 2000000000 frames of 12 x 16 x 1; expected at most 1073741824 bytes");
  }

  @Test
  void verdictsAreRememberedWithoutFrames() throws IOException {
    ClipPass.Keeping verdicts = new ClipPass.Keeping.Verdicts(cache);
    for (int run = 0; run < 2; run++) {
      ClipPass.over(requests(), videos, verdicts, ClipProgress.none());
      assertThat(videos.decoded()).isEqualTo(CLIPS);
    }
    assertThat(bytes()).isEqualTo(CLIPS * 256L);
    List<Judged> judged = ClipPass.over(requests(), videos, verdicts, ClipProgress.none());
    assertWhole(judged.get(0), 0);
    // A pass without frames leaves those of others alone.
    pass(1 << 20);
    ClipPass.over(requests(), videos, verdicts, ClipProgress.none());
    assertThat(bytes()).isEqualTo(CLIPS * (CLIP_BYTES + 256L));
  }

  @Test
  void severalAtOnceWaitAndDecodeOnce() throws Exception {
    var threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<Judged>>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(() -> pass(1 << 20));
      }
      for (Future<List<Judged>> judged : threads.invokeAll(tasks)) {
        for (int i = 0; i < CLIPS; i++) {
          assertWhole(judged.get().get(i), i);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(videos.decoded()).isEqualTo(CLIPS);
  }

  @Test
  void aCacheThatCannotBeWrittenIsRefused() throws IOException {
    Files.writeString(cache, "a file in its place");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> pass(1 << 20))
        .withMessageStartingWith("data.video.cache: " + cache);
  }

  @Test
  void aCacheThatGoesAwayMeanwhileOnlyCostsDecoding() throws IOException {
    VideoSource losing =
        new VideoSource() {
          @Override
          public VideoInfo inspect(Path video) {
            return videos.inspect(video);
          }

          @Override
          public Clip decode(Path video, int first, int end, FrameShape shape) {
            WholeFile.deleteFolder(cache);
            return videos.decode(video, first, end, shape);
          }
        };
    for (ClipPass.Keeping keeping :
        List.of(
            new ClipPass.Keeping.Frames(cache, 1 << 20), new ClipPass.Keeping.Verdicts(cache))) {
      List<Judged> judged = ClipPass.over(requests(), losing, keeping, ClipProgress.none());
      for (int i = 0; i < CLIPS; i++) {
        assertWhole(judged.get(i), i);
      }
      assertThat(decodedEachTime(judged)).isEqualTo(CLIPS);
    }
  }

  @Test
  void framesWithoutAFileAreDecodedWheneverTheyAreRead() throws IOException {
    List<Judged> judged = pass(1 << 20);
    WholeFile.deleteFolder(cache);
    int before = videos.decoded();
    assertWhole(judged.get(0), 0);
    assertThat(videos.decoded()).isEqualTo(before + 3);
  }

  @Test
  void whatAKilledRunLeftHalfWrittenMakesRoom() throws IOException {
    Files.createDirectories(cache);
    Path left = Files.writeString(cache.resolve("ab.clip.partial"), "x".repeat(5000));
    assertThat(decodedEachTime(pass(CLIPS * CLIP_BYTES))).isZero();
    assertThat(left).doesNotExist();
  }

  @Test
  void whatNobodyAskedForIsLeftAlone() throws IOException {
    Files.createDirectories(cache);
    Path note = Files.writeString(cache.resolve("note.txt"), "x".repeat(5000));
    assertThat(decodedEachTime(pass(CLIPS * CLIP_BYTES))).isZero();
    assertThat(note).exists();
  }
}
