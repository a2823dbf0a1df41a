package io.evenkeel.cli;

import io.evenkeel.check.Survey;
import io.evenkeel.check.SurveyJson;
import io.evenkeel.files.WholeFile;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.runs.JsonFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel check}. */
@Command(
    name = "check",
    description = {
      "Read all the data of a recipe, in parallel, before training does.",
      "Tells broken files, each with its line; the balance of classes; what is missing; samples that"
          + " are in two splits; modalities and columns that never vary; groups in two splits."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything can be read",
      "1:something is broken, or a group is in two splits",
      "2:bad input: one line says what and where",
      "130:interrupted"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RECIPE.yaml", description = "The recipe that names the data.")
  private Path recipeFile = Path.of("");

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write what was found as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    Recipe recipe = options.read(recipeFile);
    if (json != null) {
      WholeFile.requireWritableParent(json);
    }
    Survey survey;
    try (Interruption interruption = Interruption.listen()) {
      try {
        survey = Survey.of(recipe, new RowsOnTerminal(interruption), System.err::println);
      } catch (CancellationException stopped) {
        StatusLine.onTerminal().print("interrupted; nothing was found out");
        return ExitCode.INTERRUPTED;
      }
    }
    System.out.print(SurveyText.of(survey));
    if (json != null) {
      JsonFile.write(json, SurveyJson.of(survey));
    }
    return survey.isWhole() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
