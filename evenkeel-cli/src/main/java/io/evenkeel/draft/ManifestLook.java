package io.evenkeel.draft;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestPaths;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.manifest.PathRule;
import io.evenkeel.recipe.InputSpec.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Guesses what the columns of a manifest are. */
final class ManifestLook {
  private static final List<String> LABELS =
      List.of("label", "labels", "class", "target", "category", "y", "activity", "digit", "tags");
  private static final List<String> SPLITS = List.of("split", "subset", "partition", "fold", "set");
  private static final List<String> GROUPS =
      List.of(
          "group",
          "subject",
          "speaker",
          "person",
          "patient",
          "participant",
          "user",
          "session",
          "subject_id",
          "speaker_id",
          "patient_id",
          "user_id",
          "session_id");
  private static final List<String> WEIGHTS = List.of("weight", "sample_weight", "weights");
  private static final List<String> NAMES =
      List.of("id", "index", "uuid", "name", "key", "sample", "sample_id", "row");
  private static final int MOST_CLASSES = 100;
  private static final int FILES_LOOKED_AT = 100;

  private final ManifestTable table;
  private final Path folder;
  private final List<ColumnLook> columns;
  private final Set<String> taken = new HashSet<>();
  private final List<String> reasons = new ArrayList<>();

  private ManifestLook(ManifestTable table, Path folder) {
    this.table = table;
    this.folder = folder;
    this.columns = table.columns().stream().map(ColumnLook::at).toList();
  }

  /**
   * What is guessed.
   *
   * @param roles columns that are no modality
   * @param inputs the modalities, at least one
   */
  record Guess(ManifestRoles roles, List<InputGuess> inputs) {}

  /** Guesses; {@link BadInputException} if no column can be a label, or none a modality. */
  static Guess at(Path manifest, ManifestTable table, Path folder) {
    ManifestLook look = new ManifestLook(table, folder);
    ManifestRoles roles = look.roles(manifest);
    List<InputGuess> inputs = look.inputs();
    if (inputs.isEmpty()) {
      throw new BadInputException(
          manifest.toString(),
          "no column that can be a modality beside " + look.taken,
          "columns of paths, numbers or categories");
    }
    return new Guess(roles, inputs);
  }

  private ManifestRoles roles(Path manifest) {
    Optional<String> split = take(SPLITS, ColumnLook::areSplits, "split");
    if (split.isEmpty()) {
      split = columns.stream().filter(ColumnLook::areSplits).map(ColumnLook::name).findFirst();
      split.ifPresent(name -> took(name, "split", "all its values name splits"));
    }
    Optional<String> weight = take(WEIGHTS, ColumnLook::areNumbers, "weight");
    Optional<String> group = take(GROUPS, look -> look.distinct() > 1, "group");
    ColumnLook label = label(manifest);
    String task = task(label);
    return new ManifestRoles(task, label.name(), split, group, weight, reasons);
  }

  private Optional<String> take(List<String> names, Predicate<ColumnLook> fits, String role) {
    Optional<String> found =
        columns.stream()
            .filter(look -> names.contains(look.name().toLowerCase(Locale.ROOT)))
            .filter(look -> !taken.contains(look.name()))
            .filter(fits)
            .map(ColumnLook::name)
            .findFirst();
    found.ifPresent(name -> took(name, role, "by its name"));
    return found;
  }

  private void took(String name, String role, String why) {
    taken.add(name);
    reasons.add("%s: column %s, %s".formatted(role, name, why));
  }

  private ColumnLook label(Path manifest) {
    Optional<String> named =
        take(LABELS, look -> look.files().isEmpty() && !look.cells().isEmpty(), "label");
    if (named.isPresent()) {
      return look(named.get());
    }
    // The last column is where labels usually are; numbers are taken from nowhere else.
    boolean isLast = true;
    for (int i = columns.size() - 1; i >= 0; i--) {
      ColumnLook look = columns.get(i);
      if (taken.contains(look.name())) {
        continue;
      }
      if (look.files().isEmpty() && !look.areNumberLists()) {
        if (look.areCategories() && look.distinct() <= MOST_CLASSES) {
          took(look.name(), "label", "the last of 2 to " + MOST_CLASSES + " different values");
          return look;
        }
        if (isLast && look.areNumbers()) {
          took(look.name(), "label", "the last column");
          return look;
        }
      }
      isLast = false;
    }
    throw new BadInputException(
        manifest.toString(),
        "no column called label, and none of 2 to " + MOST_CLASSES + " classes",
        "a column of classes, labels or numbers to be told");
  }

  private ColumnLook look(String name) {
    return columns.stream().filter(look -> look.name().equals(name)).findFirst().orElseThrow();
  }

  private String task(ColumnLook label) {
    if (label.areTextLists()) {
      reasons.add("task: multi-label, because cells of the label are lists");
      return "multi-label";
    }
    boolean few = label.distinct() <= MOST_CLASSES;
    if (label.areNumbers() && !(label.areWholeNumbers() && few)) {
      reasons.add(
          "task: regression, because labels are numbers, %d different ones"
              .formatted(label.distinct()));
      return "regression";
    }
    reasons.add("task: classes, %d of them".formatted(label.distinct()));
    return "classes";
  }

  private List<InputGuess> inputs() {
    List<InputGuess> inputs = new ArrayList<>();
    List<String> numeric = new ArrayList<>();
    List<String> categorical = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (ColumnLook look : columns) {
      if (taken.contains(look.name())) {
        continue;
      }
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
      reasons.add("not used: " + String.join(", ", unused));
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
    int step = Math.max(1, table.rows() / FILES_LOOKED_AT);
    List<Path> files = new ArrayList<>();
    for (int row = 0; row < table.rows(); row += step) {
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
  static String name(String column, List<InputGuess> others) {
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
