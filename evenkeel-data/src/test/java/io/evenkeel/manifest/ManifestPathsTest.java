package io.evenkeel.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestPathsTest {
  @TempDir private Path folder;
  private Path root = Path.of("");

  @BeforeEach
  void makeTheFiles() throws IOException {
    root = Files.createDirectories(folder.resolve("set/sub")).getParent();
    Files.writeString(root.resolve("sub/a.png"), "a");
    Files.writeString(folder.resolve("secret"), "s");
    Files.createDirectories(folder.resolve("settings"));
    Files.writeString(folder.resolve("settings/b"), "b");
    Files.createSymbolicLink(root.resolve("link"), folder.resolve("secret"));
    Files.createSymbolicLink(root.resolve("out"), folder);
    Files.createSymbolicLink(root.resolve("within"), root.resolve("sub"));
  }

  private Path resolve(String cell, PathRule rule) throws IOException {
    Path file = Files.writeString(folder.resolve("m.csv"), "label,path\nx,\"" + cell + "\"\n");
    return new ManifestPaths(root, rule).resolve(ManifestTable.read(file).column("path"), 0);
  }

  private void refused(String cell, String message) {
    assertThatThrownBy(() -> resolve(cell, PathRule.INSIDE_ROOT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("m.csv, line 2, column path: ")
        .hasMessageContaining(message);
  }

  @Test
  void pathsInsideTheRootAreFiles() throws IOException {
    Path a = root.toRealPath().resolve("sub/a.png");
    assertThat(resolve("sub/a.png", PathRule.INSIDE_ROOT)).isEqualTo(a);
    assertThat(resolve("./sub/../sub/a.png", PathRule.INSIDE_ROOT)).isEqualTo(a);
    assertThat(resolve("within/a.png", PathRule.INSIDE_ROOT)).isEqualTo(a);
    assertThat(resolve(a.toString(), PathRule.INSIDE_ROOT)).isEqualTo(a);
    assertThat(resolve("out/../sub/a.png", PathRule.INSIDE_ROOT)).isEqualTo(a);
  }

  @Test
  void pathsThatLeadOutAreRefused() {
    refused("../secret", "\"../secret\" leads out of " + root);
    refused("sub/../../secret", "leads out of");
    refused("../settings/b", "leads out of");
    refused("/etc/passwd", "leads out of");
    refused("link", "\"link by a symbolic link\" leads out of");
    refused("out/secret", "by a symbolic link");
  }

  @Test
  void pathsThatLeadOutAreFollowedWhereThatIsAllowed() throws IOException {
    Path secret = folder.toRealPath().resolve("secret");
    assertThat(resolve("../secret", PathRule.ANYWHERE)).isEqualTo(secret);
    assertThat(resolve("link", PathRule.ANYWHERE)).isEqualTo(secret);
    assertThat(resolve(secret.toString(), PathRule.ANYWHERE)).isEqualTo(secret);
  }

  @Test
  void whatIsNoFileIsRefused() {
    refused("sub/b.png", "no file \"sub/b.png\"");
    refused("sub", "\"sub\" is no file");
    refused("", "no value");
    refused("sub/a.png/x", "cannot be resolved (");
  }
}
