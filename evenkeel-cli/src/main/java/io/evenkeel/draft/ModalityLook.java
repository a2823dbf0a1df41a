package io.evenkeel.draft;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestPaths;
import io.evenkeel.manifest.PathRule;
import io.evenkeel.recipe.InputSpec.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Guesses which modalities are in those columns of a manifest that nothing else is.
 *
 * @param folder that paths are relative to
 * @param reasons is told what is in none
 */
record ModalityLook(Path folder, Consumer<String> reasons) {
  private static final List<String> NAMES =
      List.of("id", "index", "uuid", "name", "key", "sample", "sample_id", "row");
  private static final int FILES_LOOKED_AT = 100;

  /** The modalities that columns hold; one of their own where they are paths or lists. */
  List<InputGuess> at(List<ColumnLook> columns) {
    List<InputGuess> inputs = new ArrayList<>();
    List<String> numeric = new ArrayList<>();
    List<String> categorical = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (ColumnLook look : columns) {
      boolean isName = NAMES.contains(look.name().toLowerCase(Locale.ROOT));
      Optional<Kind> files = look.files();
      if (files.isPresent()) {
        inputs.add(files(look, files.get(), inputs));
      } else if (look.areNumberLists()) {
        inputs.add(numbers(look, inputs));
      } else if (look.areNumbers() && !isName) {
        numeric.add(look.name());
      } else if (look.areCategories() && !isName) {
        categorical.add(look.name());
      } else {
        unused.add(look.name());
      }
    }
    if (!numeric.isEmpty() || !categorical.isEmpty()) {
      inputs.add(table(numeric, categorical, inputs));
    }
    if (!unused.isEmpty()) {
      reasons.accept("not used: " + String.join(", ", unused));
    }
    return inputs;
  }

  private InputGuess files(ColumnLook look, Kind kind, List<InputGuess> others) {
    List<String> why = new ArrayList<>();
    why.add("column %s: paths, as the ends of the names say".formatted(look.name()));
    tellMissing(look, why);
    return FileLook.at(name(look.name(), others), kind, keys(look, others), why, some(look, why));
  }

  private List<Path> some(ColumnLook look, List<String> why) {
    ManifestPaths paths = new ManifestPaths(folder, PathRule.ANYWHERE);
    int rows = look.column().rows();
    int step = Math.max(1, rows / FILES_LOOKED_AT);
    List<Path> files = new ArrayList<>();
    for (int row = 0; row < rows; row += step) {
      if (!look.column().missing(row)) {
        try {
          files.add(paths.resolve(look.column(), row));
        } catch (BadInputException absent) {
          why.add("not found: " + absent.getMessage() + "; is data.directory another?");
          return files;
        }
      }
    }
    return files;
  }

  private static InputGuess numbers(ColumnLook look, List<InputGuess> others) {
    List<String> why = new ArrayList<>();
    boolean ids = look.areIdLists() && !look.haveOneLength();
    why.add(
        "column %s: lists of %s"
            .formatted(look.name(), ids ? "ids from 1 on, of several lengths" : "numbers"));
    tellMissing(look, why);
    return new InputGuess(
        name(look.name(), others), ids ? Kind.TEXT : Kind.VECTOR, keys(look, others), why);
  }

  private static void tellMissing(ColumnLook look, List<String> why) {
    int missing = look.column().countMissing();
    if (missing > 0) {
      why.add("missing in %d of %d rows".formatted(missing, look.column().rows()));
    }
  }

  private static Map<String, String> keys(ColumnLook look, List<InputGuess> others) {
    Map<String, String> keys = new LinkedHashMap<>();
    if (!name(look.name(), others).equals(look.name())) {
      keys.put("column", RecipeDraft.quoted(look.name()));
    }
    return keys;
  }

  private static InputGuess table(
      List<String> numeric, List<String> categorical, List<InputGuess> others) {
    Map<String, String> keys = new LinkedHashMap<>();
    if (!numeric.isEmpty()) {
      keys.put("numeric", list(numeric));
    }
    if (!categorical.isEmpty()) {
      keys.put("categorical", list(categorical));
    }
    List<String> why =
        List.of("columns that are no paths: numbers are numeric, texts that come again categories");
    return new InputGuess(name("table", others), Kind.TABULAR, keys, why);
  }

  private static String list(List<String> names) {
    return names.stream().map(RecipeDraft::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A name that a modality may have, and none has yet. */
  private static String name(String column, List<InputGuess> others) {
    String plain =
        column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "_").replaceAll("^[^a-z]+", "");
    String first = plain.isEmpty() ? "input" : plain;
    String name = first;
    for (int n = 2; isTaken(name, others); n++) {
      name = first + n;
    }
    return name;
  }

  private static boolean isTaken(String name, List<InputGuess> others) {
    return others.stream().anyMatch(other -> other.name().equals(name));
  }
}
