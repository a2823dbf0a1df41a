package io.evenkeel.cli;

import io.evenkeel.files.FileTrouble;
import io.evenkeel.input.BadInputException;
import io.evenkeel.runs.FailureWords;
import io.evenkeel.runs.ProgramVersion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The evenkeel command. */
@Command(
    name = "evenkeel",
    description = "Trains multi-modal networks that use every modality; measures and shows it.",
    mixinStandardHelpOptions = true,
    versionProvider = Evenkeel.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      CheckCommand.class,
      TrainCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      AdviseCommand.class,
      DiagnoseCommand.class,
      ReproduceCommand.class,
      ExportCommand.class,
      ReportCommand.class,
      WatchCommand.class,
      DataCommand.class,
      SelfTestCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run failed",
      "2:bad input: one line says what and where",
      "130:interrupted"
    })
public final class Evenkeel implements Runnable {
  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in the program a failure happened.")
  private boolean stacktrace;

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command; the exit code. */
  static int run(String... arguments) {
    Evenkeel root = new Evenkeel();
    CommandLine line = new CommandLine(root);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Path.class, Evenkeel::path);
    line.setParameterExceptionHandler(Evenkeel::explainUsage);
    line.setExecutionExceptionHandler((e, command, parsed) -> root.explain(e));
    return line.execute(arguments);
  }

  /** An empty one would be the working directory, where a variable of a shell has no value. */
  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new CommandLine.TypeConversionException("an empty path");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new CommandLine.TypeConversionException(
          "\"" + text + "\" is no path (" + FileTrouble.reason(invalid) + ")");
    }
  }

  private static int explainUsage(ParameterException e, String[] arguments) {
    String message =
        Objects.requireNonNullElse(e.getMessage(), "bad usage")
            .replace("is not an int", "is no whole number up to " + Integer.MAX_VALUE)
            .replace("is not a long", "is no whole number up to " + Long.MAX_VALUE);
    String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    System.err.println("evenkeel: " + message.lines().findFirst().orElse("") + "; see " + help);
    return ExitCode.BAD_INPUT;
  }

  private int explain(Exception e) {
    if (stacktrace) {
      e.printStackTrace(System.err);
    }
    // In the place of what a terminal may show of the work that failed.
    StatusLine.onTerminal().print("evenkeel: " + FailureWords.of(e, "; --stacktrace shows where"));
    return e instanceof BadInputException ? ExitCode.BAD_INPUT : ExitCode.FAILED;
  }

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(System.out);
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"evenkeel " + ProgramVersion.number()};
    }
  }
}
