package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.files.Sha256;
import io.evenkeel.torch.Libtorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What a result depends on beside its recipe: the content of provenance.json. */
public final class Provenance {
  public static final String COMMAND = "command";
  public static final String DATA_DIGEST = "data_sha256";
  public static final String FAILED = "failed";

  private Provenance() {}

  /** What is known before the first step of a run that this command has asked for. */
  public static ObjectNode of(String command, String recipeYaml, String dataDigest) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(COMMAND, command);
    root.put("evenkeel", ProgramVersion.number());
    root.put("commit", System.getProperty("evenkeel.commit", "unknown"));
    root.put("libtorch", Libtorch.description());
    root.put("java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor"));
    root.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"));
    root.put("cpu", cpu());
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.put("threads", Libtorch.threads());
    root.put(DATA_DIGEST, dataDigest);
    root.put("recipe_sha256", new Sha256().add(recipeYaml).hexadecimal());
    root.put("started", Instant.now().toString());
    return root;
  }

  private static String cpu() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
