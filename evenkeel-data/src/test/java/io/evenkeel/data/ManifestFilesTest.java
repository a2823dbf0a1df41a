package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.arrays.FloatArray;
import io.evenkeel.arrays.NpyWriter;
import io.evenkeel.audio.LogMel;
import io.evenkeel.audio.MelScale;
import io.evenkeel.audio.MelSettings;
import io.evenkeel.audio.Sound;
import io.evenkeel.audio.WavWriter;
import io.evenkeel.data.SampleShape.Content;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec.Normalization;
import io.evenkeel.recipe.InputSpec.Kind;
import io.evenkeel.recipe.TableSpec.Paths;
import io.evenkeel.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that a manifest names. */
class ManifestFilesTest {
  private static final Modality M = new Modality("m");

  @TempDir Path folder;

  /** A manifest of four files, two to train on. */
  private ManifestKeys four(String end) {
    return ManifestKeys.of(
        folder,
        "m,label,split\na.%1$s,x,train\nb.%1$s,y,train\nc.%1$s,x,val\nd.%1$s,y,test\n"
            .formatted(end));
  }

  private static float[] copy(Dataset data, int sample) {
    float[] values = new float[data.shapes().get(M).values()];
    data.copy(M, sample, values, 0);
    return values;
  }

  private void images(int... grays) throws IOException {
    for (int i = 0; i < grays.length; i++) {
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 64; p++) {
        image.setRGB(p % 8, p / 8, grays[i] * 0x010101);
      }
      ImageIO.write(image, "png", folder.resolve((char) ('a' + i) + ".png").toFile());
    }
  }

  @Test
  void imagesAreInZeroToOneAndThenWhatNormalizationSays() throws IOException {
    images(0, 255, 51, 102);
    ManifestKeys keys =
        four("png").with("m", ManifestKeys.small(Kind.IMAGE, 1, OptionalInt.empty()));
    DataSplits data = keys.open();
    assertThat(data.train().shapes().get(M)).isEqualTo(SampleShape.of(1, 8, 8));
    assertThat(copy(data.train(), 1)).containsOnly(1);
    assertThat(copy(data.validation().data(), 0)).containsOnly(0.2f);
    keys.normalization = Normalization.STANDARDIZE;
    // 0 and 1 in training: mean and deviation ½.
    assertThat(copy(keys.open().test().data(), 0)[9]).isCloseTo(-0.2f, within(1e-6f));
    keys.normalization = Normalization.SYMMETRIC;
    assertThat(copy(keys.open().train(), 0)).containsOnly(-1);
    keys.normalization = Normalization.IMAGENET;
    assertThatThrownBy(keys::open)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("gray");
  }

  @Test
  void colouredImagesHaveAPlaneForEachChannel() throws IOException {
    images(0, 0, 0, 0);
    BufferedImage red = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    red.setRGB(3, 2, 0xff0033);
    ImageIO.write(red, "png", folder.resolve("a.png").toFile());
    DataSplits data =
        four("png").with("m", ManifestKeys.small(Kind.IMAGE, 3, OptionalInt.empty())).open();
    float[] values = copy(data.train(), 0);
    assertThat(values[2 * 8 + 3]).isEqualTo(1);
    assertThat(values[64 + 2 * 8 + 3]).isZero();
    assertThat(values[128 + 2 * 8 + 3]).isEqualTo(0.2f);
  }

  private void sounds(int... lengths) {
    for (int i = 0; i < lengths.length; i++) {
      float[] samples = new float[lengths[i]];
      for (int t = 0; t < samples.length; t++) {
        samples[t] = (float) (0.4 * Math.sin(0.05 * (i + 1) * t) + 0.1 * Math.sin(1.7 * t));
      }
      WavWriter.write(folder.resolve((char) ('a' + i) + ".wav"), new Sound(8000, samples));
    }
  }

  @Test
  void soundsAreSpectrogramsStandardizedByBandOverWhatIsNoPadding() {
    sounds(400, 800, 1200, 300);
    DataSplits data =
        four("wav").with("m", ManifestKeys.small(Kind.AUDIO, 1, OptionalInt.of(9))).open();
    assertThat(data.train().shapes().get(M)).isEqualTo(SampleShape.of(1, 8, 9));
    LogMel logMel =
        new LogMel(
            new MelSettings(
                8000,
                new MelSettings.Frames(256, 200, 80),
                new MelSettings.Bands(8, 0, 4000, MelScale.HTK)));
    float[] first = logMel.of(logMel.sound(folder.resolve("a.wav")));
    float[] second = logMel.of(logMel.sound(folder.resolve("b.wav")));
    // 400 samples are 6 frames, 800 are 11, of which 9 are kept.
    for (int band = 0; band < 8; band++) {
      double[] seen = new double[15];
      for (int t = 0; t < 6; t++) {
        seen[t] = first[band * 6 + t];
      }
      for (int t = 0; t < 9; t++) {
        seen[6 + t] = second[band * 11 + t];
      }
      double mean = Arrays.stream(seen).average().orElseThrow();
      double variance =
          Arrays.stream(seen).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      float[] values = copy(data.train(), 0);
      assertThat(values[band * 9 + 2])
          .isCloseTo((float) ((seen[2] - mean) / Math.sqrt(variance)), within(1e-4f));
      assertThat(values[band * 9 + 6]).isZero();
      Preparation preparation = data.test().data().preparation(M);
      assertThat(preparation.means().get(band)).isCloseTo(mean, within(1e-5));
      assertThat(preparation.deviations().get(band)).isCloseTo(Math.sqrt(variance), within(1e-5));
      assertThat(preparation.sound()).contains(logMel.settings());
    }
  }

  @Test
  void aSoundOfAnotherRateIsRefusedWithItsLine() {
    sounds(400, 400, 400, 400);
    WavWriter.write(folder.resolve("c.wav"), new Sound(16_000, new float[400]));
    ManifestKeys keys =
        four("wav").with("m", ManifestKeys.small(Kind.AUDIO, 1, OptionalInt.empty()));
    assertThatThrownBy(keys::open)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("line 4", "column m", "16000", "8000");
  }

  @Test
  void sequencesEndWithTheirMaskAndAreStandardizedOverRealSteps() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "u,v\n1,5\n3,5\n");
    Files.writeString(folder.resolve("b.csv"), "u,v\n5,5\n");
    Files.writeString(folder.resolve("c.csv"), "u,v\n3,6\n9,5\n1,1\n");
    NpyWriter.write(folder.resolve("d.npy"), new FloatArray(List.of(1, 2), new float[] {7, 4}));
    DataSplits data =
        ManifestKeys.of(
                folder, "m,label,split\na.csv,x,train\nb.csv,y,train\nc.csv,x,val\nd.npy,y,test\n")
            .with("m", ManifestKeys.small(Kind.SEQUENCE, 1, OptionalInt.empty()))
            .open();
    assertThat(data.train().shapes().get(M))
        .isEqualTo(new SampleShape(List.of(3, 3), new Content.Masked()));
    // u of the training split is 1, 3 and 5: mean 3, variance 8/3; v is always 5.
    float two = (float) (2 / Math.sqrt(8 / 3.0));
    assertThat(copy(data.train(), 0)).containsExactly(-two, 0, 0, 0, 0, 0, 1, 1, 0);
    assertThat(copy(data.train(), 1)).containsExactly(two, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThat(copy(data.test().data(), 0)).containsExactly(2 * two, 0, 0, -1, 0, 0, 1, 0, 0);
  }

  @Test
  void aSequenceOfOtherChannelsIsRefusedWithItsLineWhenItIsRead() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "u,v\n1,5\n");
    Files.writeString(folder.resolve("b.csv"), "u,v\n5,5\n");
    Files.writeString(folder.resolve("c.csv"), "u\n3\n");
    Files.writeString(folder.resolve("d.csv"), "u,v\n5,5\n");
    DataSplits data =
        four("csv").with("m", ManifestKeys.small(Kind.SEQUENCE, 1, OptionalInt.empty())).open();
    assertThatThrownBy(() -> copy(data.validation().data(), 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("line 4", "1 values a step", "2");
  }

  @Test
  void textsArePaddedWithZerosAndTellTheirVocabulary() {
    String csv = "m,label,split\n3 1,x,train\n2,y,train\n4;4;4,x,val\n1,y,test\n";
    ManifestKeys keys = ManifestKeys.of(folder, csv).with("m", Kind.TEXT);
    DataSplits data = keys.open();
    assertThat(data.train().shapes().get(M))
        .isEqualTo(new SampleShape(List.of(3), new Content.Tokens(5)));
    assertThat(copy(data.train(), 0)).containsExactly(3, 1, 0);
    ManifestKeys zero = ManifestKeys.of(folder, csv.replace("\n2,", "\n0,")).with("m", Kind.TEXT);
    Dataset broken = zero.open().train();
    assertThatThrownBy(() -> copy(broken, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("line 3", "0 is padding");
  }

  @Test
  void framesOfAVideoAreTakenEvenly() {
    for (String name : List.of("a.avi", "b.avi", "c.avi", "d.avi")) {
      try (VideoWriter video =
          VideoWriter.open(folder.resolve(name), new VideoWriter.Format(32, 32, 1, 25, 2))) {
        for (int frame = 0; frame < 10; frame++) {
          byte[] pixels = new byte[32 * 32];
          Arrays.fill(pixels, (byte) (20 + 20 * frame));
          video.add(pixels);
        }
      }
    }
    DataSplits data =
        four("avi").with("m", ManifestKeys.small(Kind.VIDEO, 1, OptionalInt.of(3))).open();
    assertThat(data.train().shapes().get(M)).isEqualTo(SampleShape.of(1, 3, 8, 8));
    // Of ten frames the middles of three parts: 10 · 1/6, 10 · 3/6, 10 · 5/6.
    float[] values = copy(data.train(), 0);
    for (int number = 0; number < 3; number++) {
      int frame = new int[] {1, 5, 8}[number];
      assertThat(values[number * 64 + 30]).isCloseTo((20 + 20 * frame) / 255f, within(0.03f));
    }
  }

  @Test
  void rowsOfOneArrayAreThoseOfTheManifest() {
    Path npy = folder.resolve("all.npy");
    NpyWriter.write(npy, new FloatArray(List.of(4, 2), new float[] {1, 2, 3, 4, 5, 6, 7, 8}));
    ManifestKeys keys =
        ManifestKeys.of(folder, "label,split\nx,train\nx,test\ny,train\ny,val\n")
            .with("m", ManifestKeys.array(npy));
    assertThat(copy(keys.open().train(), 1)).containsExactly(5, 6);
    NpyWriter.write(npy, new FloatArray(List.of(3, 2), new float[6]));
    assertThatThrownBy(keys::open)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("3 rows", "4");
  }

  @Test
  void whatIsKeptInMemoryIsWhatTheFilesHold() throws IOException {
    images(10, 200, 30, 40);
    ManifestKeys keys =
        four("png").with("m", ManifestKeys.small(Kind.IMAGE, 1, OptionalInt.empty()));
    Dataset kept = keys.open().train();
    float[] first = copy(kept, 1);
    Files.delete(folder.resolve("b.png"));
    assertThat(copy(kept, 1)).containsExactly(first);
    images(10, 200, 30, 40);
    keys.memoryMib = 0;
    Dataset read = keys.open().train();
    assertThat(copy(read, 1)).containsExactly(first);
    Files.delete(folder.resolve("b.png"));
    assertThatThrownBy(() -> copy(read, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void pathsOutsideTheFolderAreRefusedUnlessTheyMayBe() throws IOException {
    images(1, 2, 3, 4);
    Path inner = Files.createDirectory(folder.resolve("inner"));
    ManifestKeys keys =
        ManifestKeys.of(
                inner,
                "m,label,split\n../a.png,x,train\n../b.png,y,train\n../c.png,x,val\n../d.png,y,test\n")
            .with("m", ManifestKeys.small(Kind.IMAGE, 1, OptionalInt.empty()));
    assertThatThrownBy(keys::open)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("line 2", "leads out of");
    keys.paths = Paths.ANYWHERE;
    assertThat(keys.open().train().size()).isEqualTo(2);
  }

  @Test
  void theFirstMissingFileIsToldWithItsLine() throws IOException {
    images(1, 2, 3, 4);
    Files.delete(folder.resolve("d.png"));
    Files.delete(folder.resolve("b.png"));
    ManifestKeys keys =
        four("png").with("m", ManifestKeys.small(Kind.IMAGE, 1, OptionalInt.empty()));
    assertThatThrownBy(keys::open)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("line 3", "b.png");
  }

  @ParameterizedTest
  @CsvSource({
    "png, IMAGE",
    "wav, AUDIO",
    "npy, SEQUENCE",
    "npy, VECTOR",
    "csv, SEQUENCE",
    "avi, VIDEO"
  })
  void filesThatAreCutEmptyOrOfOtherBytesAreRefusedWithTheirLine(String end, Kind kind)
      throws IOException {
    byte[] garbage = new byte[3000];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * 0x9E3779B1 >>> 24);
    }
    byte[][] contents = {
      {},
      garbage,
      // A header of NPY that promises 10^18 numbers, of WAV that promises 4 GiB.
      end.equals("npy")
          ? npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 1000000000), }")
          : "RIFF\377\377\377\377WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)
    };
    for (byte[] content : contents) {
      for (String name : List.of("a.", "b.", "c.", "d.")) {
        Files.write(folder.resolve(name + end), content);
      }
      ManifestKeys keys = four(end).with("m", ManifestKeys.small(kind, 1, OptionalInt.of(4)));
      assertThatThrownBy(() -> copy(keys.open().train(), 0))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("line 2")
          .message()
          .doesNotContain("\n");
      ManifestReview review =
          ManifestReview.of(
              keys.spec(),
              new io.evenkeel.run.Seed(1),
              io.evenkeel.inputs.RowProgress.silent(),
              notice -> {});
      assertThat(review.broken()).hasSize(4);
    }
  }

  private static byte[] npy(String header) {
    java.nio.ByteBuffer bytes =
        java.nio.ByteBuffer.allocate(11 + header.length()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    bytes.put(java.util.HexFormat.of().parseHex("934e554d50590100"));
    bytes.putShort((short) (header.length() + 1));
    bytes.put((header + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return bytes.array();
  }
}
