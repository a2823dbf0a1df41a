package io.evenkeel.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.audio.Sound;
import io.evenkeel.audio.WavReader;
import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestPaths;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.manifest.PathRule;
import io.evenkeel.run.Seed;
import io.evenkeel.vectors.Sequence;
import io.evenkeel.vectors.SequenceFile;
import io.evenkeel.views.Picture;
import io.evenkeel.views.PictureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileSetsTest {
  @TempDir Path folder;

  static Stream<FileSet> sets() {
    return Stream.of(
        DigitPictures.choose(12, new Seed(1)),
        new SpokenDigits(2, 1, new Seed(1)),
        new SensorRecordings(4, 1, new Seed(1)));
  }

  private static void writeAll(FileSet set, Path to) {
    for (int i = 0; i < set.size(); i++) {
      set.write(i, to);
    }
  }

  private static List<Path> files(Path of) throws IOException {
    try (Stream<Path> walk = Files.walk(of)) {
      return walk.filter(Files::isRegularFile).map(of::relativize).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theSameSetGivesTheSameBytes(FileSet set) throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    writeAll(set, first);
    writeAll(set, second);
    assertThat(files(first)).isNotEmpty().isEqualTo(files(second));
    for (Path file : files(first)) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void digitsAreImagesOfTwentyEightPixelsInTheFolderOfTheirDigit() throws IOException {
    writeAll(DigitPictures.choose(30, new Seed(2)), folder);
    List<Path> files = files(folder);
    assertThat(files)
        .hasSize(30)
        .allMatch(file -> file.toString().matches("\\d.mnist_\\d{5}\\.png"));
    Picture picture = PictureReader.read(folder.resolve(files.get(0)));
    assertThat(picture.width()).isEqualTo(28);
    int brightest = 0;
    for (byte value : picture.rgb()) {
      brightest = Math.max(brightest, value & 0xff);
    }
    assertThat(brightest).isGreaterThan(200);
  }

  @Test
  void spokenDigitsAreLoudAndOfSeveralLengths() throws IOException {
    writeAll(new SpokenDigits(3, 1, new Seed(3)), folder);
    List<Sound> sounds =
        files(folder).stream().map(file -> WavReader.read(folder.resolve(file))).toList();
    assertThat(sounds).hasSize(30).allMatch(sound -> sound.rate() == 8000);
    assertThat(sounds.stream().map(sound -> sound.samples().length).distinct().count())
        .isGreaterThan(20);
    for (Sound sound : sounds) {
      double squares = 0;
      for (float sample : sound.samples()) {
        squares += sample * sample;
      }
      assertThat(Math.sqrt(squares / sound.samples().length)).isBetween(0.005, 0.5);
    }
  }

  @Test
  void recordingsOfSensorsAreListedAndThere() {
    SensorRecordings set = new SensorRecordings(8, 3, new Seed(4));
    writeAll(set, folder);
    ManifestTable table = ManifestTable.read(folder.resolve("samples.csv"));
    ManifestPaths paths = new ManifestPaths(folder, PathRule.INSIDE_ROOT);
    assertThat(table.rows()).isEqualTo(set.size()).isEqualTo(6 * 8 * 3);
    int missing = 0;
    for (String sensor : List.of("accelerometer", "gyroscope", "heart")) {
      ManifestColumn column = table.column(sensor);
      missing += column.countMissing();
      for (int row = 0; row < table.rows(); row++) {
        if (!column.missing(row)) {
          Sequence sequence = SequenceFile.read(paths.resolve(column, row));
          assertThat(sequence.channels()).isEqualTo(sensor.equals("heart") ? 1 : 3);
        }
      }
    }
    assertThat(missing).isBetween(1, 20);
    assertThat(table.column("split").distinct())
        .containsExactlyInAnyOrder("train", "validation", "test");
    assertThat(
            Arrays.asList(
                table.column("activity").distinct().size(),
                table.column("subject").distinct().size()))
        .containsExactly(6, 8);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SpokenDigits(0, 1, new Seed(1)))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new SensorRecordings(3, 1, new Seed(1)))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> DigitPictures.choose(60_001, new Seed(1)))
        .isInstanceOf(BadInputException.class);
  }
}
