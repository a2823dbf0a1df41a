package io.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths of the other kind, wherever a command takes one: words say what is wrong with them. */
class FileTroubleWordsTest {
  @TempDir Path temporary;
  private String folder = "";
  private String file = "";

  @BeforeEach
  void makePaths() throws IOException {
    folder = Files.createDirectory(temporary.resolve("folder")).toString();
    file = Files.createFile(temporary.resolve("file")).toString();
  }

  private static void refused(String said, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(said).doesNotContain("Exception").hasLineCount(1);
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    String manifest = Files.createDirectory(temporary.resolve("m.csv")).toString();
    String recipe = temporary.resolve("r.yaml").toString();
    Files.writeString(
        Path.of(recipe),
        "data: {source: manifest, manifest: m.csv, modalities: [x], inputs: {x: {kind: vector}}}");

    refused(folder + ": cannot be read (it is a folder)", "check", folder);
    refused(manifest + ": cannot be read (it is a folder)", "check", recipe);
    refused(folder + ": a folder", "data", "preview", "--out", folder);
  }

  @Test
  void ofDataThatAreNotThereTheKeyAndACommandThatMakesSomeAreNamed() throws IOException {
    Path recipe = temporary.resolve("r.yaml");
    for (List<String> data :
        List.of(
            List.of("source: modelnet40, modalities: [front, rear]", "evenkeel data render"),
            List.of(
                "source: nvgesture, modalities: [rgb, depth]",
                "evenkeel data synthesize gestures"))) {
      Files.writeString(
          recipe, "evaluation_batch_size: 8\ndata: {directory: none, " + data.get(0) + "}");
      refused("data.directory: no such folder, " + temporary + "/none", "check", recipe.toString());
      refused(data.get(1), "check", recipe.toString());
    }
  }

  /** Nothing is kept from root, who sees no such trouble. */
  @Test
  void aFolderThatMayNotBeListedIsTheInputsFault() {
    assumeTrue(
        Path.of(folder).toFile().setReadable(false, false) && !Files.isReadable(Path.of(folder)));
    String reason = folder + ": cannot be read (permission denied)";

    refused(reason, "init", folder);
    refused(reason, "data", "render", folder, "--out", temporary.resolve("views").toString());
  }

  /** As of a variable of a shell that has no value. */
  @Test
  void anEmptyPathIsNotTheWorkingDirectory() {
    refused("an empty path", "train", file, "--out", "");
    refused("an empty path", "check", "");
    refused("an empty path", "data", "synthesize", "digits", "--out=");
  }

  /** As a name with an umlaut is none where the language of a shell is C. */
  @Test
  void whatIsNoPathIsRefused() {
    String none = "a\0b";
    refused("no path (nul character not allowed)", "check", none);
    refused(
        "--pair: \"" + none + "\" (nul character not allowed)",
        "init",
        "--pair",
        "x=" + none,
        "--pair",
        "y=" + folder,
        "--out",
        folder);
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path recipe = Files.writeString(temporary.resolve("r.yaml"), "epochs: 1");
    String inside = Path.of(file, "inside").toString();
    String reason = "a file stands where a folder would have to be";

    refused(inside + ": cannot be read (" + reason + ")", "check", inside);
    for (List<String> command :
        List.of(
            List.of("data", "preview", "--out", inside + "/sheet.png"),
            List.of("data", "synthesize", "digits", "--out", inside),
            List.of("train", recipe.toString(), "--set", "train_samples=10", "--out", inside))) {
      refused("cannot be written to (", command.toArray(String[]::new));
    }
  }
}
