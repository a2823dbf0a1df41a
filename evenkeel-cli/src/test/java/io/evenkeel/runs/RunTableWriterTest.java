package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.modality.Modality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunTableWriterTest {
  private static final List<Modality> MODALITIES =
      List.of(new Modality("gray"), new Modality("color"));

  @TempDir Path folder;

  @Test
  void everyTableBeginsWithItsColumns() throws IOException {
    RunFiles files = new RunFiles(folder);

    RunTableWriter.begin(files, MODALITIES).close();

    assertThat(Files.readAllLines(files.steps()))
        .containsExactly("step,epoch,mode,modality,loss,d_speed,s_gray,s_color");
    assertThat(Files.readAllLines(files.history()))
        .containsExactly(
            "epoch,steps,learning_rate,train_loss,train_accuracy,validation_loss,"
                + "validation_accuracy,validation_accuracy_gray,validation_accuracy_color,"
                + "s_gray,s_color,d_speed,rebalancing_steps,best");
    assertThat(Files.readAllLines(files.timing()))
        .containsExactly("epoch,seconds,wait_seconds,checkpoint_seconds");
  }

  /** Linux tells which files a process has open. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aHistoryThatCannotBeWrittenLeavesNoFileOpen() throws IOException {
    RunFiles files = new RunFiles(folder);
    CsvWriter open = CsvWriter.begin(folder.resolve("open.csv"), List.of("a"));
    Files.createDirectory(files.history());

    assertThatThrownBy(() -> RunTableWriter.begin(files, MODALITIES))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("history.csv");

    assertThat(openFiles())
        .contains(folder.resolve("open.csv").toRealPath())
        .doesNotContain(files.steps().toRealPath());
    open.close();
  }

  private static List<Path> openFiles() throws IOException {
    List<Path> open = new ArrayList<>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.exists(descriptor)) {
          open.add(Files.readSymbolicLink(descriptor));
        }
      }
    }
    return open;
  }
}
