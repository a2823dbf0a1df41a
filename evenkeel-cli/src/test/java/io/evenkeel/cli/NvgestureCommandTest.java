package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvgestureCommandTest {
  @TempDir private static Path filmed;
  @TempDir private Path temporary;
  private Path folder = Path.of("");

  @BeforeAll
  static void film() {
    CommandRun made =
        CommandRun.of(
            ("data synthesize gestures --subjects 4 --takes 1 --size 48 --out " + filmed)
                .split(" "));
    assertThat(made.code()).as(made.err()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    folder = temporary.resolve("set");
    try (var files = Files.walk(filmed)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(filmed.relativize(file).toString()));
      }
    }
  }

  private CommandRun look(String... options) {
    List<String> arguments = new java.util.ArrayList<>(List.of("data", "nvgesture"));
    arguments.add(folder.toString());
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path video(String clip, String stream) {
    return folder.resolve("Video_data").resolve(clip).resolve(stream + ".avi");
  }

  @Test
  void aWholeSetIsCountedByClassSubjectAndStream() {
    CommandRun run = look();
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("NVGesture: 8 classes, 32 clips of 4 subjects, listed in nvgesture_train_")
        .containsPattern("gesture 8 +7 +3 +1\n")
        .containsPattern("all +24 +8\n")
        .containsPattern("subject +train +test\n1 +8 +0\n")
        .containsPattern("sk_depth +32 +the list +gray\n")
        .contains("videos: 64 h264 of 64 x 48 pixels\n")
        .endsWith("every video is there and holds enough frames; --check decodes them, too\n");
    CommandRun checked = look("--check", "--streams", "sk_depth", "--jobs", "1");
    assertThat(checked.code()).as(checked.out()).isZero();
    assertThat(checked.out()).contains("videos: 32 h264").endsWith("every video is whole\n");
    assertThat(checked.err()).contains("32/32 videos");
  }

  @Test
  void everyVideoThatIsMissingBrokenOrTooShortIsNamed() throws IOException {
    Path missing = video("class_01/subject1_r0", "sk_color");
    Path text = video("class_02/subject1_r0", "sk_color");
    Path damaged = video("class_03/subject1_r0", "sk_depth");
    Files.delete(missing);
    Files.writeString(text, "no video at all");
    byte[] bytes = Files.readAllBytes(damaged);
    java.util.Arrays.fill(bytes, bytes.length / 3, bytes.length / 3 * 2, (byte) 0x55);
    Files.write(damaged, bytes);
    Path list = folder.resolve("nvgesture_test_correct_cvpr2016_v2.lst");
    Files.writeString(
        list, Files.readString(list).replaceFirst("sk_color:([0-9]+):[0-9]+", "sk_color:$1:5000"));
    CommandRun run = look();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(missing + ": no such file; expected a video\n")
        .contains(text.toString())
        .containsPattern("sk_color.avi: [0-9]+ frames; expected 5000 frames or more");
    CommandRun checked = look("--check");
    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.out())
        .contains(damaged.toString())
        .endsWith("4 missing, broken or too short\n");
  }

  @Test
  void aFolderThatIsNotThereIsOneFault() throws IOException {
    Path gone = video("class_01/subject1_r0", "sk_color").getParent();
    for (Path video : List.of(gone.resolve("sk_color.avi"), gone.resolve("sk_depth.avi"))) {
      Files.delete(video);
    }
    Files.delete(gone);
    CommandRun run = look();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains(gone + ": no such folder\n1 missing, broken or too short\n");
  }

  @Test
  void whatIsNoNvgestureIsRefusedInOneLine() throws IOException {
    assertThat(CommandRun.of("data", "nvgesture", temporary.toString()).code()).isEqualTo(2);
    CommandRun stream = look("--streams", "thermal");
    assertThat(stream.code()).isEqualTo(2);
    assertThat(stream.complaints()).hasSize(1);
    assertThat(stream.err()).contains("no frames of stream thermal; expected one of [sk_color");
    Path other = Files.createDirectory(temporary.resolve("other"));
    for (String split : List.of("train", "test")) {
      String name = "nvgesture_" + split + "_correct_cvpr2016_v2.lst";
      Files.copy(folder.resolve(name), other.resolve(name));
    }
    CommandRun empty = CommandRun.of("data", "nvgesture", other.toString());
    assertThat(empty.code()).isEqualTo(2);
    assertThat(empty.err()).contains("none of the listed folders holds a video");
    Files.writeString(other.resolve("nvgesture_test_correct_cvpr2016_v2.lst"), "label:1");
    CommandRun list = CommandRun.of("data", "nvgesture", other.toString());
    assertThat(list.code()).isEqualTo(2);
    assertThat(list.complaints()).hasSize(1);
    assertThat(list.err()).contains("v2.lst line 1: no field path");
  }
}
