package io.evenkeel.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.mesh.SyntheticMeshes;
import io.evenkeel.run.Seed;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evenkeel data synthesize}. */
@Command(
    name = "synthesize",
    description =
        "Make a set of meshes by seed, in the layout of ModelNet. From the front, three pairs of its"
            + " twelve classes look alike; from the rear, three other pairs; together the two views"
            + " tell all classes apart. The subcommands make gesture videos, spoken digits and"
            + " recordings of sensors instead, or write digits out as images.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SynthesizeGesturesCommand.class,
      SynthesizeFilesCommand.Digits.class,
      SynthesizeFilesCommand.Speech.class,
      SynthesizeFilesCommand.Sensors.class
    })
final class SynthesizeCommand implements Callable<Integer> {
  /** Counts up when the same arguments come to give other meshes. */
  private static final int GENERATOR_VERSION = 1;

  private static final String SETTINGS = "synthetic.json";

  @Spec private @Nullable CommandSpec spec;

  /** Not required, or the subcommand would ask for it, too. */
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the meshes go: <class>/{train,test}/<class>_0001.off. Required.")
  private @Nullable Path out;

  @Option(
      names = "--train",
      defaultValue = "100",
      paramLabel = "N",
      description = "Meshes of each class to train on. Default: ${DEFAULT-VALUE}.")
  private int train;

  @Option(
      names = "--test",
      defaultValue = "25",
      paramLabel = "N",
      description = "Meshes of each class to test on. Default: ${DEFAULT-VALUE}.")
  private int test;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "What the proportions follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    if (out == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Missing required option: '--out=DIR'");
    }
    return make(out);
  }

  private int make(Path folder) {
    SyntheticMeshes meshes = new SyntheticMeshes(train, test, new Seed(seed).fold("meshes"));
    ObjectNode settings =
        JsonNodeFactory.instance
            .objectNode()
            .put("generator", GENERATOR_VERSION)
            .put("train", train)
            .put("test", test)
            .put("seed", seed);
    try (ClaimedFolder claim = ClaimedFolder.take(folder, "data synthesize", SETTINGS, settings);
        Interruption interruption = Interruption.listen()) {
      int written = meshes.write(folder, interruption);
      if (written < meshes.meshes()) {
        System.err.printf(
            "interrupted after %d of %d meshes; the same command writes all again%n",
            written, meshes.meshes());
        return ExitCode.INTERRUPTED;
      }
    }
    System.out.printf(
        "%d meshes of %d classes: %s%n", meshes.meshes(), SyntheticMeshes.classes().size(), folder);
    return ExitCode.DONE;
  }
}
