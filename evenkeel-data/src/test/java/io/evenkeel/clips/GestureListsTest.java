package io.evenkeel.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GestureListsTest {
  private static final String LINE =
      "path:./Video_data/class_01/subject3_r0 depth:sk_depth:146:226 color:sk_color:147:227"
          + " duo_left:duo_left:170:263 label:1 ";
  private static final String V2 = "_cvpr2016_v2";

  @TempDir private Path folder;

  private void write(String version, String train, String test) throws IOException {
    Files.writeString(folder.resolve("nvgesture_train_correct" + version + ".lst"), train);
    Files.writeString(folder.resolve("nvgesture_test_correct" + version + ".lst"), test);
  }

  private ClipList clips(String train, String... streams) throws IOException {
    write(V2, train, LINE.replace("subject3", "subject20"));
    return GestureLists.read(folder).clips(List.of(streams));
  }

  @Test
  void aLineGivesTheVideosTheirFramesTheLabelAndTheSubject() throws IOException {
    ClipList clips = clips(LINE + "\n", "sk_color", "sk_depth");
    assertThat(clips.train())
        .containsExactly(
            new ListedClip(
                0,
                java.util.Optional.of("3"),
                List.of(
                    stream("sk_color", FrameRange.of(147, 227)),
                    stream("sk_depth", FrameRange.of(146, 226)))));
    assertThat(clips.classes()).containsExactly("gesture 1");
    assertThat(clips.test().get(0).subject()).contains("20");
    assertThat(clips.remarks()).isEmpty();
  }

  private ClipStream stream(String name, FrameRange range) {
    String file = "Video_data/class_01/subject3_r0/" + name + ".avi";
    return new ClipStream(folder.resolve(file), file, range);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label:1 duo_left:duo_left:170:263 color:sk_color:147:227 path:Video_data/class_01/subject3_r0"
            + " depth:sk_depth:146:226",
        "path:Video_data//class_01/./subject3_r0/ depth:sk_depth.avi:146:226\tcolor:sk_color.AVI:147:227"
            + " label:01",
        "  path:./Video_data/class_01/subject3_r0   depth:sk_depth:146:226 color:sk_color:147:227 label:1"
      })
  void fieldsMayStandInAnyOrderWithOrWithoutEndingsAndBlanks(String line) throws IOException {
    List<ListedClip> plain = clips(LINE, "sk_color", "sk_depth").train();
    for (String end : List.of("", "\n", "\r\n", "\r\n\r\n", " \n\n")) {
      assertThat(clips(line + end, "sk_color", "sk_depth").train()).isEqualTo(plain);
    }
    assertThat(clips("\uFEFF" + line, "sk_color", "sk_depth").train()).isEqualTo(plain);
  }

  @Test
  void aVideoThatIsNotListedHasTheFramesOfItsCamera() throws IOException {
    ClipList clips = clips(LINE, "sk_wrapped", "duo_right");
    assertThat(clips.train().get(0).streams().get(0).range()).isEqualTo(FrameRange.of(146, 226));
    assertThat(clips.train().get(0).streams().get(1).range()).isEqualTo(FrameRange.of(170, 263));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> clips(LINE, "thermal"))
        .withMessageContaining(
            "v2.lst line 1: no frames of stream thermal; expected one of [duo_left");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label:1 | label:0 | label:0",
        "label:1 | label:26 | a label of 1 to 25",
        "label:1 | label:x | a label",
        "label:1 | | no field label",
        "path:./Video_data/class_01/subject3_r0 | | no field path",
        "path:./Video_data | path:../Video_data | a path within the folder of the data",
        "path:./Video_data | path:/Video_data | a path within the folder of the data",
        "path:./Video_data | path:./Video_data/../../x | a path within the folder of the data",
        "sk_depth:146 | ../../sk_depth:146 | a path within the folder of the data",
        "subject3_r0 | subject3 | a folder such as class_01/subject3_r0",
        "146:226 | 226:146 | an end after the first frame",
        "146:226 | 146:146 | an end after the first frame",
        "146:226 | -1:226 | sensor:video:first:end",
        "146:226 | 146:99999999999 | sensor:video:first:end",
        "color:sk_color | depth:sk_color | each field once",
        "color:sk_color | color:sk_depth | each video once",
        "label:1 | label:1 junk | key:value",
      })
  void aLineThatIsNoneOfNvgestureIsNamedWithItsNumber(String good, String bad, String expected)
      throws IOException {
    String line = LINE.replace(good, bad == null ? "" : bad);
    assertThat(line).isNotEqualTo(LINE);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> clips(LINE + "\n\n" + line, "sk_color"))
        .withMessageContaining("nvgesture_train_correct_cvpr2016_v2.lst line 3: ")
        .withMessageContaining(expected);
  }

  @Test
  void theNewestVersionOfWhichBothListsAreThereIsReadAndSaysSo() throws IOException {
    write("", LINE, LINE);
    assertThat(GestureLists.read(folder).train().name()).isEqualTo("nvgesture_train_correct.lst");
    write("_v2", LINE, LINE);
    write(V2, LINE, LINE.replace("subject3", "subject5"));
    GestureLists lists = GestureLists.read(folder);
    assertThat(lists.test().name()).isEqualTo("nvgesture_test_correct_cvpr2016_v2.lst");
    assertThat(lists.clips(List.of("sk_color")).remarks())
        .containsExactly(
            "read nvgesture_train_correct_cvpr2016_v2.lst and nvgesture_test_correct_cvpr2016_v2.lst,"
                + " not nvgesture_train_correct_v2.lst, nvgesture_test_correct_v2.lst,"
                + " nvgesture_train_correct.lst, nvgesture_test_correct.lst");
    Files.delete(folder.resolve("nvgesture_test_correct_cvpr2016_v2.lst"));
    assertThat(GestureLists.read(folder).train().name())
        .isEqualTo("nvgesture_train_correct_v2.lst");
  }

  @Test
  void clipsAndSubjectsOnBothSidesAreSaid() throws IOException {
    write(V2, LINE, LINE);
    assertThat(GestureLists.read(folder).clips(List.of("sk_color")).remarks())
        .containsExactly(
            "1 clips are in train and in test, such as"
                + " Video_data/class_01/subject3_r0/sk_color.avi:147:227",
            "1 subjects are in train and in test: 3");
  }

  /** Nothing is kept from root, who sees no such trouble. */
  @Test
  void listsThatMayNotBeLookedForAreNotSaidToBeMissing() {
    assumeTrue(folder.toFile().setExecutable(false, false) && !Files.isExecutable(folder));
    try {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(() -> GestureLists.read(folder))
          .withMessageStartingWith(folder + ": cannot be read (permission denied)");
    } finally {
      assertThat(folder.toFile().setExecutable(true)).isTrue();
    }
  }

  @Test
  void aFolderWithoutListsIsRefused() throws IOException {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> GestureLists.read(folder.resolve("missing")))
        .withMessageContaining("missing: no such folder; expected a folder that holds Video_data/");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> GestureLists.read(folder))
        .withMessageContaining("no list of clips");
    write(V2, LINE, "\n \r\n");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> GestureLists.read(folder))
        .withMessageContaining("nvgesture_test_correct_cvpr2016_v2.lst: no line");
    Files.delete(folder.resolve("nvgesture_test_correct_cvpr2016_v2.lst"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> GestureLists.read(folder))
        .withMessageContaining("only nvgesture_train_correct_cvpr2016_v2.lst");
    Files.write(folder.resolve("nvgesture_test_correct_cvpr2016_v2.lst"), new byte[] {-1, 0, 7});
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> GestureLists.read(folder))
        .withMessageContaining("bytes that are no text");
  }

  @Test
  void noGarbageThrowsAnythingElse() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = LINE.getBytes(StandardCharsets.US_ASCII);
      for (int k = random.nextInt(6); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(127));
      }
      String line =
          new String(bytes, 0, 1 + random.nextInt(bytes.length), StandardCharsets.US_ASCII);
      try {
        GestureLine.parse("list line 1", line).range("list line 1", "sk_depth");
      } catch (BadInputException refused) {
        assertThat(refused.getMessage()).startsWith("list line 1: ").doesNotContain("\n");
      }
    }
  }

  @Test
  void theOfficialListsAreRead() {
    Path samples = Path.of(String.valueOf(System.getenv("EVENKEEL_SAMPLES")), "nvgesture-mini");
    assumeTrue(
        Files.isDirectory(samples),
        "skipped: EVENKEEL_SAMPLES names no folder with nvgesture-mini, lists and clips of NVGesture");
    GestureLists lists = GestureLists.read(samples);
    ClipList clips = lists.clips(List.of("sk_wrapped", "sk_depth"));
    assertThat(clips.train()).hasSize(1050);
    assertThat(clips.test()).hasSize(482);
    assertThat(clips.classes()).hasSize(25);
    assertThat(clips.remarks()).isEmpty();
    assertThat(SubjectDraw.counts(clips.train()).keySet())
        .containsExactly("1", "2", "3", "4", "6", "7", "11", "12", "15", "16", "17", "18");
    assertThat(SubjectDraw.counts(clips.test()).keySet())
        .containsExactly("5", "8", "9", "13", "14", "20");
    assertThat(clips.train())
        .allMatch(
            clip ->
                clip.streams().get(0).range().end().orElseThrow()
                        - clip.streams().get(0).range().first()
                    == 80);
    assertThat(lists.labelledOtherwise()).hasSize(23);
    assertThat(lists.streamsFound()).containsOnlyKeys("sk_depth", "sk_wrapped");
    assertThat(lists.missingFolders()).hasSize(1528);
  }
}
