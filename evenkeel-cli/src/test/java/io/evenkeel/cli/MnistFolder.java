package io.evenkeel.cli;

import io.evenkeel.mnist.EmbeddedMnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded MNIST as a folder of IDX files of a user's own. */
final class MnistFolder {
  private MnistFolder() {}

  static Path in(Path parent) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("digits"));
    for (EmbeddedMnist file : EmbeddedMnist.values()) {
      try (var bytes = file.open()) {
        Files.copy(bytes, folder.resolve(file.fileName()));
      }
    }
    return folder;
  }
}
