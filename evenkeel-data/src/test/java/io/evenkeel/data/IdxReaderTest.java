package io.evenkeel.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.evenkeel.input.BadInputException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
  private static final byte[] THREE_IMAGES = IdxFiles.images(3, 4, 5);
  private static final byte[] THREE_LABELS = IdxFiles.labels(3, 10);

  @TempDir private Path folder;

  @Test
  void plainAndCompressedImagesReadAlike() {
    IdxImages plain = images(THREE_IMAGES);
    IdxImages compressed = images(IdxFiles.gzip(THREE_IMAGES));

    assertThat(plain.count()).isEqualTo(3);
    assertThat(plain.height()).isEqualTo(4);
    assertThat(plain.width()).isEqualTo(5);
    assertThat(plain.pixels()).isEqualTo(Arrays.copyOfRange(THREE_IMAGES, 16, 76));
    assertThat(compressed.pixels()).isEqualTo(plain.pixels());
  }

  @Test
  void aCompressedFileIsKnownByItsContentAndNotByItsName() {
    Path misnamed = IdxFiles.write(folder.resolve("labels"), IdxFiles.gzip(THREE_LABELS));
    assertThat(IdxReader.labels(misnamed).values()).containsExactly(0, 1, 2);

    Path plainNamedGz = IdxFiles.write(folder.resolve("labels.gz"), THREE_LABELS);
    assertThat(IdxReader.labels(plainNamedGz).values()).containsExactly(0, 1, 2);
  }

  @Test
  void aLabelAbove127IsReadUnsigned() {
    byte[] file = THREE_LABELS.clone();
    file[9] = (byte) 200;
    assertThat(labels(file).label(1)).isEqualTo(200);
  }

  @Test
  void aFileLargerThanTheFirstAllocationIsReadWhole() {
    byte[] large = IdxFiles.images(3000, 28, 28);
    assertThat(images(IdxFiles.gzip(large)).pixels())
        .isEqualTo(Arrays.copyOfRange(large, 16, large.length));
  }

  @Test
  void labelsGivenForImagesAreSaidToBeSwapped() {
    rejected(() -> images(THREE_LABELS))
        .withMessage(
            "f at byte 0: magic number 0x00000801 of labels; expected 0x00000803 of images"
                + " (are the files of images and labels swapped?)");
    rejected(() -> labels(THREE_IMAGES)).withMessageContaining("swapped");
  }

  @Test
  void anUnknownMagicNumberIsNamed() {
    byte[] floats = THREE_IMAGES.clone();
    floats[2] = 0x0d;
    rejected(() -> images(floats))
        .withMessage("f at byte 0: magic number 0x00000d03; expected 0x00000803 of images");
  }

  @Test
  void anEmptyFileIsRejected() {
    rejected(() -> images(new byte[0]))
        .withMessage("f at byte 0: the file is empty; expected 4 more bytes of the magic number");
    rejected(() -> labels(IdxFiles.gzip(new byte[0]))).withMessageContaining("the file is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 'f at byte 3: the file ends; expected 1 more bytes of the magic number'",
    "6, 'f at byte 6: the file ends; expected 2 more bytes of the number of images'",
    "16, 'f at byte 16: the file ends; expected 60 more bytes of pixels'",
    "75, 'f at byte 75: the file ends; expected 1 more bytes of pixels'"
  })
  void aTruncatedFileIsRejectedWithOffsetAndWhatIsMissing(int length, String message) {
    rejected(() -> images(Arrays.copyOf(THREE_IMAGES, length))).withMessage(message);
  }

  @Test
  void everyTruncationOfACompressedFileIsRejected() {
    byte[] whole = IdxFiles.gzip(THREE_IMAGES);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      rejected(() -> images(cut)).withMessageStartingWith("f");
    }
  }

  @Test
  void aTruncatedCompressedFileSaysSo() {
    byte[] whole = IdxFiles.gzip(THREE_IMAGES);
    rejected(() -> images(Arrays.copyOf(whole, whole.length - 9)))
        .withMessageContaining("the compressed data end too soon")
        .withMessageContaining("(uncompressed)");
  }

  @Test
  void aDamagedCompressedFileIsRejectedByItsChecksum() {
    byte[] whole = IdxFiles.gzip(THREE_IMAGES);
    whole[whole.length - 7] ^= 1;
    rejected(() -> images(whole)).withMessageContaining("cannot be read");
  }

  @Test
  void bytesAfterTheLastSampleAreRejected() {
    rejected(() -> images(Arrays.copyOf(THREE_IMAGES, 77)))
        .withMessage("f at byte 76: more bytes after the last image; expected the end of the file");
    rejected(() -> labels(Arrays.copyOf(THREE_LABELS, 12))).withMessageContaining("at byte 11");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aHeaderWithoutAReasonableCountIsRejected(int count) {
    rejected(() -> images(header(count, 28, 28)))
        .withMessageStartingWith("f at byte 4: the number of images is ");
  }

  @Test
  void absurdSidesAreRejectedWhereTheyStand() {
    rejected(() -> images(header(1, 5000, 1))).withMessageStartingWith("f at byte 8: the height");
    rejected(() -> images(header(1, 1, 0))).withMessageStartingWith("f at byte 12: the width");
    rejected(() -> images(header(1_000_000, 4096, 4096)))
        .withMessageContaining("at most 1073741824 pixels");
  }

  @Test
  void aHeaderThatPromisesAGibibyteAllocatesLittle() {
    byte[] promising = Arrays.copyOf(header(1 << 20, 32, 32), 2000);
    AllocatedBytes before = AllocatedBytes.ofThisThread();
    rejected(() -> images(promising)).withMessageContaining("1073739840 more bytes of pixels");
    assertThat(before.since()).isLessThan(8L << 20);
  }

  @Test
  void differentCountsNameBothFiles() {
    IdxLabels four = IdxReader.labels("l", stream(IdxFiles.labels(4, 10)));
    rejected(() -> new LabelledImages(images(THREE_IMAGES), four))
        .withMessage("f and l: 3 images and 4 labels; expected one label for each image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-idx%d-ubyte", ".idx%d-ubyte", "-idx%d-ubyte.gz", ".idx%d-ubyte.gz"})
  void everyNameThatCirculatesIsFound(String pattern) {
    IdxFiles.write(folder.resolve("t10k-images" + pattern.formatted(3)), THREE_IMAGES);
    IdxFiles.write(folder.resolve("t10k-labels" + pattern.formatted(1)), THREE_LABELS);
    assertThat(IdxReader.labelledImages(folder, "t10k").count()).isEqualTo(3);
  }

  @Test
  void aMissingFileListsTheNamesThatWereLookedFor() throws Exception {
    Files.createDirectory(folder.resolve("train-images-idx3-ubyte"));
    rejected(() -> IdxReader.labelledImages(folder, "train"))
        .withMessage(
            folder
                + ": no file of train-images; expected one of train-images-idx3-ubyte,"
                + " train-images.idx3-ubyte, train-images-idx3-ubyte.gz,"
                + " train-images.idx3-ubyte.gz");
  }

  @Test
  void aMissingFolderOrFileIsNamed() {
    Path missing = folder.resolve("missing");
    rejected(() -> IdxReader.labelledImages(missing, "train"))
        .withMessageStartingWith(missing + ": no such folder");
    rejected(() -> IdxReader.images(missing)).withMessageStartingWith(missing + ": no such file");
    rejected(() -> IdxReader.labels(folder)).withMessageStartingWith(folder + ": no such file");
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<BadInputException> rejected(
      ThrowingCallable reading) {
    return assertThatExceptionOfType(BadInputException.class).isThrownBy(reading);
  }

  private static IdxImages images(byte[] file) {
    return IdxReader.images("f", stream(file));
  }

  private static IdxLabels labels(byte[] file) {
    return IdxReader.labels("f", stream(file));
  }

  private static ByteArrayInputStream stream(byte[] file) {
    return new ByteArrayInputStream(file);
  }

  private static byte[] header(int count, int height, int width) {
    ByteBuffer header = ByteBuffer.allocate(16);
    return header.putInt(0x803).putInt(count).putInt(height).putInt(width).array();
  }
}
