package io.evenkeel.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A run directory made for a test, with the files that training writes. */
record WrittenRun(Path folder, List<String> modalities) {

  static WrittenRun in(Path folder, String... modalities) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WrittenRun(folder, List.of(modalities))
        .file("recipe.yaml", "seed: 1\n")
        .file("provenance.json", "{\"libtorch\": \"2 <native> & fast\"}");
  }

  WrittenRun file(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private String columns(Function<String, String> column) {
    return modalities.stream().map(column).collect(Collectors.joining(","));
  }

  WrittenRun history(int epochs) {
    StringBuilder out =
        new StringBuilder(
            "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,best,"
                + columns(m -> "validation_accuracy_" + m)
                + "\n");
    for (int e = 1; e <= epochs; e++) {
      String accuracy = Double.toString(1 - 1.0 / (e + 1));
      out.append(e + ",1.5," + accuracy + ",2.5," + accuracy + ",1,");
      out.append(columns(m -> accuracy)).append('\n');
    }
    return file("history.csv", out.toString());
  }

  /** Steps of which every sixth is regular and the others re-balance the first modality. */
  WrittenRun steps(int count) {
    boolean several = modalities.size() > 1;
    StringBuilder out =
        new StringBuilder("step,modality,loss,d_speed," + columns(m -> "s_" + m) + "\n");
    for (int s = 1; s <= count; s++) {
      out.append(s + "," + (several && s % 6 != 0 ? modalities.get(0) : "") + ",2.0,");
      String speed = several ? Double.toString(Math.sin(s / 50.0)) : "";
      out.append(speed).append(',').append(columns(m -> speed)).append('\n');
    }
    return file("steps.csv", out.toString());
  }

  /** A finished run with this accuracy on 10,000 test samples. */
  WrittenRun summary(String strategy, double accuracy) {
    boolean several = modalities.size() > 1;
    String split =
        String.format(
            Locale.ROOT,
            "{\"samples\": 10000, \"accuracy\": %s, \"meaning\": \"as <seen> & heard\","
                + " \"branch_accuracy\": {%s}, \"isolated_accuracy\": {%s}, \"cur\": {%s},"
                + " \"d_util\": %s}",
            accuracy,
            columns(m -> "\"" + m + "\": 0.5"),
            columns(m -> "\"" + m + "\": 0.4321"),
            several ? columns(m -> "\"" + m + "\": -0.123") : "",
            several ? "0.042" : "null");
    return file(
        "summary.json",
        ("{\"strategy\": \"%s\", \"seed\": 7, \"epochs\": 3, \"best_epoch\": 2,"
                + " \"cur_split\": \"test-matched\", \"d_speed\": 0.25, \"seconds\": 12.5,"
                + " \"wait_share\": 0.0123, \"peak_memory_mib\": 2345.6,"
                + " \"splits\": {\"test-matched\": %s, \"test\": %s, \"validation\": %s}}\n")
            .formatted(strategy, split, split, split));
  }

  static WrittenRun finished(Path folder, String strategy, double accuracy, String... modalities) {
    return in(folder, modalities).history(3).steps(60).summary(strategy, accuracy);
  }
}
