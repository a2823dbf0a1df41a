package io.evenkeel.cli;

import io.evenkeel.data.ContactSheet;
import io.evenkeel.data.DataSplits;
import io.evenkeel.data.Dataset;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunExecution;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel data}. */
@Command(
    name = "data",
    description = "Look at data; draw and make meshes.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DataCommand.Preview.class,
      ModelNetCommand.class,
      NvgestureCommand.class,
      RenderCommand.class,
      SynthesizeCommand.class
    })
final class DataCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    java.util.Objects.requireNonNull(spec).commandLine().usage(System.out);
  }

  /** {@code evenkeel data preview}. */
  @Command(
      name = "preview",
      description = "Draw a contact sheet of samples, a row of each modality.",
      mixinStandardHelpOptions = true)
  static final class Preview implements Callable<Integer> {
    @Parameters(
        paramLabel = "RECIPE.yaml",
        arity = "0..1",
        description = "The recipe that names the data. Default: Colored-and-gray MNIST.")
    private @Nullable Path recipeFile;

    @Mixin private RecipeOptions options = new RecipeOptions();

    @Option(
        names = "--split",
        defaultValue = "train",
        paramLabel = "NAME",
        description = "train, or a held-out split. Default: ${DEFAULT-VALUE}.")
    private String split = "train";

    @Option(
        names = "--samples",
        defaultValue = "20",
        paramLabel = "N",
        description = "How many samples. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE.png",
        description = "The picture to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
      if (samples < 1 || samples > 1000) {
        throw new BadInputException("--samples", Integer.toString(samples), "1 to 1000");
      }
      Recipe recipe = recipeFile == null ? options.defaults() : options.read(recipeFile);
      // Pictures are for people: drawn as they are, not as the network sees them.
      Recipe plain = RecipeFile.with(recipe, "preview", List.of("data.normalization=none"));
      DataSplits data = RunExecution.open(plain, System.err::println);
      Dataset shown =
          split.equals("train") ? data.train() : DiagnoseCommand.named(data.probes(), split).data();
      WholeFile.requireWritableParent(out);
      ContactSheet.of(shown, Math.min(samples, shown.size())).write(out);
      System.out.println("contact sheet: " + out);
      return ExitCode.DONE;
    }
  }
}
