package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What check finds worth a look in tables of a few rows. */
class CheckTest {
  @TempDir Path folder;

  private List<String> remarks(String task, String csv) throws IOException {
    Files.writeString(folder.resolve("m.csv"), csv);
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            data:
              source: manifest
              manifest: m.csv
              modalities: [x]
              table: {split: split, %s}
              inputs: {x: {kind: vector}}
            """
                .formatted(task));
    CommandRun run = CommandRun.of("check", recipe.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return run.out().lines().map(String::strip).toList();
  }

  @Test
  void aQuantityThatIsTheSameThroughoutASplitIsWorthALook() throws IOException {
    List<String> said =
        remarks(
            "task: regression, targets: [price, size]",
            """
            x,price,size,split
            1,7,1,train
            2,7,2,train
            3,7,1,train
            4,1,5,val
            5,2,5,val
            6,3,2,test
            7,4,3,test
            """);

    assertThat(said)
        .contains(
            "quantities that never vary in train (1): price",
            "quantities that never vary in validation (1): size")
        .noneMatch(line -> line.contains("in test"));
  }

  @Test
  void labelsThatNobodyOrEverybodyHasAreWorthALook() throws IOException {
    List<String> said =
        remarks(
            "task: multi-label, label: tags",
            """
            x,tags,split
            1,all;some,train
            2,all,train
            3,all;some,train
            4,rare,val
            5,all;some,val
            6,all;some;rare,test
            7,,test
            """);

    assertThat(said)
        .contains(
            "labels that no sample of train has (1): rare",
            "labels that every sample of train has (1): all")
        .noneMatch(line -> line.contains("of validation has") || line.contains("of test has"));
  }
}
