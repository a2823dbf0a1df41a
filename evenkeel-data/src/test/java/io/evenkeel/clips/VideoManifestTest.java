package io.evenkeel.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoManifestTest {
  private static final String MANIFEST =
      """
      rgb,depth,start,end,rgb_start,label,split,subject
      a/x.avi,a/y.avi,10,30,12,wave,train,anna
      "b, c/x.avi",./b/y.avi,,,,point,train,ben
      c/x.avi,c/y.avi,0,64,,wave,validation,
      d/x.avi,d/y.avi,5,,,wave,test,dora
      """;

  @TempDir private Path folder;

  private ClipList read(String text, String... streams) {
    Path file = folder.resolve("clips.csv");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return VideoManifest.read(file, folder.resolve("videos"), List.of(streams));
  }

  private ClipStream stream(String name, FrameRange range) {
    return new ClipStream(folder.resolve("videos").resolve(name), name, range);
  }

  @Test
  void aLineGivesTheVideosTheirFramesTheLabelTheSplitAndTheSubject() {
    ClipList clips = read(MANIFEST, "rgb", "depth");
    assertThat(clips.classes()).containsExactly("point", "wave");
    assertThat(clips.train())
        .containsExactly(
            new ListedClip(
                1,
                Optional.of("anna"),
                List.of(
                    stream("a/x.avi", FrameRange.of(12, 30)),
                    stream("a/y.avi", FrameRange.of(10, 30)))),
            new ListedClip(
                0,
                Optional.of("ben"),
                List.of(stream("b, c/x.avi", FrameRange.ALL), stream("b/y.avi", FrameRange.ALL))));
    assertThat(clips.validation())
        .extracting(ListedClip::subject)
        .containsExactly(Optional.empty());
    assertThat(clips.test().get(0).streams().get(1).range().toString()).isEqualTo("5:");
  }

  @Test
  void otherLineEndsAByteOrderMarkAndBlankLinesChangeNothing() {
    ClipList plain = read(MANIFEST, "rgb", "depth");
    assertThat(read("\uFEFF" + MANIFEST.replace("\n", "\r\n"), "rgb", "depth")).isEqualTo(plain);
    assertThat(read(MANIFEST.replace("\n", "\n\n").replace(",", " , "), "rgb", "depth").test())
        .isEqualTo(plain.test());
  }

  @Test
  void labelsThatAreNumbersAreOrderedAsNumbersAndKeepTheirNames() {
    ClipList clips = read("v,label,split\na,10,train\nb,9,train\nc,2,test\n", "v");
    assertThat(clips.classes()).containsExactly("2", "9", "10");
    assertThat(clips.train()).extracting(ListedClip::label).containsExactly(2, 1);
  }

  @Test
  void columnsThatMeanNothingAreSaid() {
    assertThat(read("v,fps,label,split\na,1,0,train\nb,1,1,test\n", "v").remarks())
        .containsExactly("columns of " + folder.resolve("clips.csv") + " that are not used: fps");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/x.avi,a/y | ../x.avi,a/y | line 2 column rgb: the path \"../x.avi\"; expected a path within",
        "a/x.avi,a/y | /etc/x.avi,a/y | line 2 column rgb: the path",
        "a/x.avi,a/y | ,a/y | line 2 column rgb: no value",
        "10,30,12 | 10,x,12 | line 2 column end: \"x\"; expected the number of a frame",
        "10,30,12 | 10,30,-1 | line 2 column rgb_start: \"-1\"",
        "10,30,12 | 10,30,30 | line 2 column end (rgb): frames from 30 to 30",
        "0,64,,wave,validation | 0,0,,wave,validation | line 4 column end (rgb): frames from 0 to 0",
        "wave,test | wave,tset | line 5 column split: \"tset\"; expected train, validation or test",
        "wave,test | ,test | line 5 column label: no value",
        "point,train,ben | point,train | line 3: 7 values; expected 8, as the header has",
        "point,train,ben | point,train,ben,x | line 3: 9 values; expected 8",
        "rgb,depth | rgb,deepth | line 1: no column depth among rgb,deepth",
        "rgb,depth | rgb,rgb,depth | line 1: two columns rgb",
        "rgb,depth | rgb,,depth | line 1: a column without a name",
        ",test,dora | ,train,dora | no clip of split test",
        "point | wave | one label, \"wave\"",
        "\"b, c/x.avi\" | \"b, c/x.avi\"y | well-formed CSV",
      })
  void whatIsWrongIsNamedWithLineAndColumn(String good, String bad, String expected) {
    String text = MANIFEST.replace(good, bad);
    assertThat(text).isNotEqualTo(MANIFEST);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> read(text, "rgb", "depth"))
        .withMessageStartingWith(folder.resolve("clips.csv").toString())
        .withMessageContaining(expected);
  }

  @Test
  void emptyTruncatedAndForeignFilesAreRefused() throws IOException {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> read("", "rgb"))
        .withMessageContaining("no line; expected a header such as rgb,label,split");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> read("rgb,label,split\n", "rgb"))
        .withMessageContaining("no clip of split train");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> VideoManifest.read(folder, folder, List.of("rgb")))
        .withMessageContaining("a folder; expected a manifest in CSV");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> VideoManifest.read(folder.resolve("none.csv"), folder, List.of("rgb")))
        .withMessageContaining("no such file");
    Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {-1, -2, 0, 10});
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> VideoManifest.read(binary, folder, List.of("rgb")))
        .withMessageContaining("bytes that are no text");
    Path huge = folder.resolve("huge.csv");
    try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength((64L << 20) + 1);
    }
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> VideoManifest.read(huge, folder, List.of("rgb")))
        .withMessageContaining("67108865 bytes; expected a manifest in CSV of at most 67108864");
  }

  @Test
  void everyPrefixAndNoGarbageThrowsAnythingElse() {
    Random random = new Random(3);
    for (int i = 0; i < 700; i++) {
      String text = MANIFEST;
      if (i < MANIFEST.length()) {
        text = text.substring(0, i);
      } else {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int k = random.nextInt(8); k >= 0; k--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(127);
        }
        text = new String(bytes, StandardCharsets.US_ASCII);
      }
      try {
        assertThat(read(text, "rgb", "depth").test()).isNotEmpty();
      } catch (BadInputException refused) {
        assertThat(refused.getMessage())
            .startsWith(folder.resolve("clips.csv").toString())
            .doesNotContain("\n");
      }
    }
  }
}
