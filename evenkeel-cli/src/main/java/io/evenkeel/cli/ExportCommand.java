package io.evenkeel.cli;

import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.method.Methods;
import io.evenkeel.model.TrainedNetwork;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel export}. */
@Command(
    name = "export",
    description = "Write the network of a run (its best epoch) for use elsewhere.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A run directory.")
  private Path folder = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "safetensors|torchscript",
      description = "Tensors by name, or a module for torch.jit.load.")
  private String format = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write. Default: export.safetensors or export.pt in DIR.")
  private @Nullable Path out;

  private enum Format {
    SAFETENSORS("export.safetensors"),
    TORCHSCRIPT("export.pt");

    private final String file;

    Format(String file) {
      this.file = file;
    }
  }

  @Override
  public Integer call() {
    Format kind = format();
    RunFiles files = new RunFiles(folder).requireRun();
    if (!Files.isRegularFile(files.weights())) {
      throw new BadInputException(
          folder.toString(),
          "no best.safetensors in it",
          "a run that has finished or was stopped; train --resume --out DIR goes on with it");
    }
    Path target = target(files, folder.resolve(kind.file));
    Recipe recipe = RecipeFile.read(files.recipe(), List.of());
    TrainedNetwork network = new TrainedNetwork(recipe.model(), files.weights());
    switch (kind) {
      case SAFETENSORS -> network.exportSafetensors(target, metadata(recipe, network));
      case TORCHSCRIPT -> network.exportTorchScript(target, Methods.prediction(recipe));
    }
    System.out.println("written: " + target);
    return ExitCode.DONE;
  }

  private Format format() {
    for (Format kind : Format.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(format)) {
        return kind;
      }
    }
    throw new BadInputException("--format", format, "safetensors or torchscript");
  }

  private Path target(RunFiles files, Path byDefault) {
    Path target = out == null ? byDefault : out;
    Path file = target.toAbsolutePath().normalize();
    if (files.all().stream().anyMatch(own -> own.toAbsolutePath().normalize().equals(file))) {
      throw new BadInputException("--out", file.toString(), "a file that is not the run's own");
    }
    if (Files.isDirectory(file)) {
      throw new BadInputException("--out", file.toString() + ", a folder", "a file");
    }
    WholeFile.requireWritableParent(target);
    return target;
  }

  private static Map<String, String> metadata(Recipe recipe, TrainedNetwork network) {
    return Map.of(
        // Readers of PyTorch's own expect it.
        "format",
        "pt",
        "modalities",
        network.modalities().stream().map(Object::toString).collect(Collectors.joining(",")),
        "prediction",
        Methods.prediction(recipe).words(),
        "recipe",
        RecipeFile.write(recipe));
  }
}
