package io.evenkeel.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.files.Sha256;
import io.evenkeel.torch.Libtorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What a result depends on beside its recipe: the content of provenance.json. */
public final class Provenance {
  public static final String COMMAND = "command";
  public static final String DATA_DIGEST = "data_sha256";
  public static final String PRETRAINED_DIGEST = "pretrained_sha256";
  public static final String THREADS = "threads";
  public static final String DEVICE = "device";

  /** What A(·) is, where it is not the accuracy. */
  public static final String METRIC = "metric";

  public static final String FAILED = "failed";

  /** What the last bits of results depend on beside recipe and data. */
  private static final List<String> CONDITIONS =
      List.of("evenkeel", "commit", "libtorch", "cpu", THREADS, DEVICE);

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
    root.put(THREADS, Libtorch.threads());
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

  /**
   * The provenance of a run that goes on: what it began with, and under {@code resumed} each
   * sitting after the first with what was different then.
   *
   * @param notices is told of differences that change the last bits of results
   */
  static ObjectNode resumed(Path file, ObjectNode now, long stepsDone, Consumer<String> notices) {
    ObjectNode root = JsonFile.find(file) instanceof ObjectNode begun ? begun : now.deepCopy();
    root.remove(FAILED);
    ObjectNode sitting = root.withArray("resumed").addObject();
    sitting.put("after_step", stepsDone).set("started", now.get("started"));
    for (String key : CONDITIONS) {
      JsonNode before = root.path(key);
      JsonNode after = now.path(key);
      if (!before.equals(after)) {
        sitting.set(key, after);
        notices.accept(
            key + " was " + before + " and is " + after + ": the last bits of results may differ");
      }
    }
    return root;
  }

  /** Adds that the run has finished now. */
  static void finish(ObjectNode provenance) {
    provenance.put("finished", Instant.now().toString());
  }
}
