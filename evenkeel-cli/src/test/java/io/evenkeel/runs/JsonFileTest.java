package io.evenkeel.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    Path file = folder.resolve("file.json");
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("rate", 1e-4).put("steps", 3);

    JsonFile.write(file, json);

    assertThat(JsonFile.read(file, "anything")).isEqualTo(json);
    assertThat(JsonFile.find(file)).isEqualTo(json);
  }

  @Test
  void whatCannotBeReadIsRefusedInOneLineOrMissing() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\n\"a\": 1,\n");
    Path absent = folder.resolve("absent.json");

    assertThatThrownBy(() -> JsonFile.read(broken, "a plan"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(broken + ", line 3: malformed JSON; expected a plan");
    assertThatThrownBy(() -> JsonFile.read(absent, "a plan"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be read");
    assertThat(JsonFile.find(broken).isMissingNode()).isTrue();
    assertThat(JsonFile.find(absent).isMissingNode()).isTrue();
  }
}
