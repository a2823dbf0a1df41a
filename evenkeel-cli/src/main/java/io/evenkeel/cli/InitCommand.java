package io.evenkeel.cli;

import io.evenkeel.draft.Draft;
import io.evenkeel.draft.FilePattern;
import io.evenkeel.draft.LabelledFolder;
import io.evenkeel.draft.LabelledFolder.Naming;
import io.evenkeel.draft.Pairing;
import io.evenkeel.files.FileTrouble;
import io.evenkeel.files.WholeFile;
import io.evenkeel.input.BadInputException;
import io.evenkeel.run.Seed;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evenkeel init}. */
@Command(
    name = "init",
    description = {
      "Look at a folder or a manifest and write a first recipe, with comments that say why.",
      "A folder holds a manifest, or a folder of files for each class. With --pair, folders of"
          + " several modalities are put together by class, and a manifest is written, too."
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private static final String RECIPE = "recipe.yaml";
  private static final String ANY = "";

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description = "A folder, or a manifest: CSV, JSON Lines or Parquet.")
  private @Nullable Path source;

  @Option(
      names = "--pair",
      paramLabel = "MODALITY=DIR",
      description = "A folder of files of one modality; give two or more.")
  private List<String> pairs = new ArrayList<>();

  @Option(
      names = "--class-of",
      paramLabel = "[MODALITY=]PATTERN",
      description =
          "Where file names tell the class: a regular expression whose part in brackets is it,"
              + " such as \"^(\\d)_\". Default: the name of the folder.")
  private List<String> classOf = new ArrayList<>();

  @Option(
      names = "--group-of",
      paramLabel = "[MODALITY=]PATTERN",
      description = "The same for what must not be in two splits, such as a speaker.")
  private List<String> groupOf = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "The recipe to write; with --pair the folder of recipe.yaml and samples.csv. Default:"
              + " recipe.yaml in the folder, or beside the manifest.")
  private @Nullable Path out;

  @Option(
      names = "--validation",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "With --pair, of files for validation. Default: ${DEFAULT-VALUE}.")
  private double validation;

  @Option(
      names = "--test",
      defaultValue = "0.2",
      paramLabel = "SHARE",
      description = "With --pair, of files for the test. Default: ${DEFAULT-VALUE}.")
  private double test;

  @Option(
      names = "--repeat",
      defaultValue = "1",
      paramLabel = "K",
      description =
          "With --pair, how often a file of the modality with the fewest is used, each time with"
              + " others. Default: ${DEFAULT-VALUE}.")
  private int repeat;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "With --pair, what pairs and splits follow from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--overwrite", description = "Replace files that are there.")
  private boolean overwrite;

  @Override
  public Integer call() {
    if (pairs.isEmpty() == (source == null)) {
      throw new BadInputException(
          "init",
          source == null ? "neither a path nor --pair" : "a path and --pair",
          "a folder, a manifest, or --pair MODALITY=DIR twice or more");
    }
    return source == null ? pair() : single(source);
  }

  private int single(Path path) {
    if (!Files.exists(path)) {
      throw new BadInputException(path.toString(), "nothing there", "a folder or a manifest");
    }
    Path recipe =
        out == null
            ? (Files.isDirectory(path) ? path.resolve(RECIPE) : path.resolveSibling(RECIPE))
            : out;
    Path folder = recipe.toAbsolutePath().normalize().resolveSibling("");
    return write(Draft.of(path, folder, naming(ANY)), recipe, folder);
  }

  private int pair() {
    Map<String, Path> sources = sources();
    if (out == null || sources.size() < 2) {
      throw new BadInputException(
          "--pair",
          sources.size() < 2 ? "one modality" : "no --out",
          "--pair MODALITY=DIR twice or more, and --out DIR");
    }
    Map<String, LabelledFolder> folders = new LinkedHashMap<>();
    sources.forEach(
        (modality, folder) -> folders.put(modality, LabelledFolder.scan(folder, naming(modality))));
    Pairing pairing = new Pairing(validation, test, repeat, new Seed(seed).fold("pairing"));
    return write(Draft.ofPairs(folders, out, pairing), out.resolve(RECIPE), out);
  }

  /** The folders of {@code --pair} by modality. */
  private Map<String, Path> sources() {
    Map<String, Path> sources = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new BadInputException("--pair", "\"" + pair + "\"", "MODALITY=DIR");
      }
      String modality = pair.substring(0, equals);
      if (sources.put(modality, folder(pair.substring(equals + 1))) != null) {
        throw new BadInputException("--pair", modality + " twice", "one folder for each modality");
      }
    }
    return sources;
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new BadInputException(
          "--pair",
          "\"" + text + "\" (" + FileTrouble.reason(invalid) + ")",
          "the path of a folder",
          invalid);
    }
  }

  private Naming naming(String modality) {
    return new Naming(
        pattern("--class-of", classOf, modality), pattern("--group-of", groupOf, modality));
  }

  /**
   * What stands before the first "=" is a modality if it is one of --pair; else all of it counts.
   */
  private Optional<FilePattern> pattern(String option, List<String> patterns, String modality) {
    Optional<FilePattern> found = Optional.empty();
    for (String text : patterns) {
      int equals = text.indexOf('=');
      boolean named = equals > 0 && sources().containsKey(text.substring(0, equals));
      if (!named || text.substring(0, equals).equals(modality)) {
        found = Optional.of(FilePattern.of(option, named ? text.substring(equals + 1) : text));
      }
    }
    return found;
  }

  private int write(Draft draft, Path recipe, Path folder) {
    Path manifest = folder.resolve(Draft.MANIFEST);
    requireNew(recipe);
    WholeFile.requireWritableParent(recipe);
    draft
        .manifest()
        .ifPresent(
            csv -> {
              requireNew(manifest);
              WholeFile.requireWritableParent(manifest);
              WholeFile.write(manifest, csv);
            });
    WholeFile.write(recipe, draft.recipe());
    System.out.println(draft.told());
    draft.manifest().ifPresent(csv -> System.out.println("manifest: " + manifest));
    System.out.println("recipe: " + recipe);
    System.out.println("next: ./evenkeel check " + recipe);
    System.out.println("      ./evenkeel train " + recipe + " --out runs/first");
    return ExitCode.DONE;
  }

  private void requireNew(Path file) {
    if (!overwrite && Files.exists(file)) {
      throw new BadInputException(
          file.toString(), "there already", "another --out, or --overwrite");
    }
  }
}
