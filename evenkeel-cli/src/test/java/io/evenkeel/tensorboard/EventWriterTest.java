package io.evenkeel.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.run.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files that {@link StoppedRun} writes are stored in {@code run}, and beside them what
 * TensorBoard reads from them: {@code scalars.json}, by {@code read_events.py}.
 */
class EventWriterTest {
  private static final Path STORED = Path.of("src/test/resources/io/evenkeel/tensorboard");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events.out.tfevents.1795564800.evenkeel",
        "events.out.tfevents.1795564860.evenkeel"
      })
  void theWriterGivesTheStoredBytes(String name) throws IOException {
    StoppedRun.write(folder);

    assertThat(folder.toFile().list()).hasSize(2);
    assertThat(folder.resolve(name)).hasSameBinaryContentAs(STORED.resolve("run").resolve(name));
  }

  @Test
  void tensorBoardReadsEveryScalarAndDropsStepsThatWereDoneAgain() throws IOException {
    assertThat(read("train/loss"))
        .containsExactly("1=8.0", "2=4.0", "3=" + 8 / 3f, "4=4.0", "5=" + 16 / 5f, "6=" + 16 / 6f);
    assertThat(read("train/accuracy"))
        .containsExactly("1=0.125", "2=0.25", "3=0.375", "4=0.5", "5=0.625", "6=0.75");
    assertThat(read("strategy/mode"))
        .containsExactly("1=0.0", "2=0.0", "3=0.0", "4=0.0", "5=2.0", "6=0.0");
    assertThat(read("speed/s_gray")).containsExactly("2=1.0", "3=1.0", "4=1.0", "5=1.0", "6=1.0");
    assertThat(read("speed/s_color")).containsExactly("2=2.0", "3=2.0", "4=2.0", "5=2.0", "6=2.0");
    assertThat(read("speed/d_speed")).allMatch(value -> value.endsWith("=-1.0")).hasSize(5);
    assertThat(read("epoch/train_loss")).containsExactly("3=2.5", "6=2.5");
    assertThat(read("epoch/train_accuracy")).containsExactly("3=0.375", "6=0.375");
    assertThat(read("epoch/learning_rate")).containsExactly("3=0.125", "6=0.125");
    assertThat(read("epoch/rebalancing_share")).containsExactly("3=0.0", "6=" + 1 / 3f);
    assertThat(read("validation/loss")).containsExactly("3=1.5", "6=1.5");
    assertThat(read("validation/accuracy")).containsExactly("3=0.5", "6=1.0");
    assertThat(read("validation/accuracy_gray")).containsExactly("3=0.25", "6=0.25");
    assertThat(read("validation/accuracy_color")).containsExactly("3=0.75", "6=0.75");
    assertThat(stored().size()).as("no other tags").isEqualTo(14);
  }

  @Test
  void tensorBoardReadsTheTimeOfEachEvent() throws IOException {
    JsonNode losses = stored().path("train/loss");

    assertThat(losses.get(0).path("wall_time").asDouble()).isEqualTo(1795564800.25);
    assertThat(losses.get(5).path("wall_time").asDouble()).isEqualTo(1795564860.25);
  }

  private static JsonNode stored() throws IOException {
    return new ObjectMapper().readTree(STORED.resolve("scalars.json").toFile());
  }

  /** What TensorBoard has read of a tag, as "step=value". */
  private static List<String> read(String tag) throws IOException {
    return StreamSupport.stream(stored().path(tag).spliterator(), false)
        .map(e -> e.path("step").asLong() + "=" + (float) e.path("value").asDouble())
        .toList();
  }

  /** The check value of CRC-32C for "123456789" is E3069283 (RFC 3720, B.4). */
  @Test
  void aChecksumIsTurnedAndShifted() {
    int turned = (0xE3069283 >>> 15) | (0xE3069283 << 17);

    assertThat(RecordFile.maskedCrc("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(turned + 0xa282ead8);
  }

  @ParameterizedTest
  @CsvSource({"999, 999", "9999, 9999", "10000, 10000", "99999, 18999", "1000000, 28000"})
  void aLongRunWritesFewerOfItsSteps(long steps, long written) {
    long count = LongStream.rangeClosed(1, steps).filter(EventWriter::isWritten).count();

    assertThat(count).isEqualTo(written);
  }

  @Test
  void whatAnEpochSaysIsInTheFileWhenItEnds() throws IOException {
    try (EventWriter writer = EventWriter.open(folder, StoppedRun.MODALITIES, 0, new Seconds())) {
      long before = size();

      writer.on(new Event.EpochFinished(StoppedRun.epoch(1)));

      assertThat(size()).isGreaterThan(before);
    }
  }

  private long size() throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void filesOfTheSameSecondAreReadInTheOrderInWhichTheyWereWritten() {
    for (int i = 0; i < 3; i++) {
      EventWriter.open(folder, StoppedRun.MODALITIES, i, new Seconds()).close();
    }

    List<String> names = new ArrayList<>(List.of(folder.toFile().list()));
    assertThat(names)
        .containsExactlyInAnyOrder(
            "events.out.tfevents.0000000100.evenkeel",
            "events.out.tfevents.0000000100.evenkeel.001",
            "events.out.tfevents.0000000100.evenkeel.002");
  }

  /** A clock that stands still. */
  private record Seconds() implements java.time.InstantSource {
    @Override
    public java.time.Instant instant() {
      return java.time.Instant.ofEpochSecond(100);
    }
  }
}
