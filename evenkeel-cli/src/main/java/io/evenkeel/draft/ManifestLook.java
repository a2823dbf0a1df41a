package io.evenkeel.draft;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
  private static final int MOST_CLASSES = 100;

  private final List<ColumnLook> columns;
  private final Set<String> taken = new HashSet<>();
  private final List<String> reasons = new ArrayList<>();

  private ManifestLook(ManifestTable table) {
    columns = table.columns().stream().map(ColumnLook::at).toList();
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
    ManifestLook look = new ManifestLook(table);
    ManifestRoles roles = look.roles(manifest);
    List<InputGuess> inputs = look.inputs(folder);
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

  private List<InputGuess> inputs(Path folder) {
    List<ColumnLook> others =
        columns.stream().filter(look -> !taken.contains(look.name())).toList();
    return new ModalityLook(folder, reasons::add).at(others);
  }
}
