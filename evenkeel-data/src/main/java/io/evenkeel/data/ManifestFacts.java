package io.evenkeel.data;

import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.modality.Modality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.TableSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is told when a manifest is opened.
 *
 * @param spec what it was opened by
 * @param table the manifest
 * @param split which rows are used
 */
record ManifestFacts(DataSpec spec, ManifestTable table, RowSplit split) {

  void tell(ManifestDataset data, Consumer<String> notices) {
    tellUnused(notices);
    for (Modality modality : data.inputs().modalities()) {
      int train = missing(data, modality, split.train());
      int validation = missing(data, modality, split.validation());
      int test = missing(data, modality, split.test());
      if (train + validation + test > 0) {
        notices.accept(
            "%s is missing in %d of %d samples to train on, %d of %d of validation, %d of %d of test"
                .formatted(
                    modality,
                    train,
                    split.train().length,
                    validation,
                    split.validation().length,
                    test,
                    split.test().length));
      }
    }
  }

  private static int missing(ManifestDataset data, Modality modality, int[] rows) {
    return (int) Arrays.stream(rows).filter(row -> !data.has(modality, row)).count();
  }

  private void tellUnused(Consumer<String> notices) {
    Set<String> used = new HashSet<>(spec.table().labels());
    TableSpec keys = spec.table();
    keys.split().ifPresent(used::add);
    keys.group().ifPresent(used::add);
    keys.weight().ifPresent(used::add);
    spec.inputs()
        .forEach(
            (modality, input) -> {
              used.addAll(columns(modality, input));
            });
    List<String> unused =
        table.columns().stream().map(ManifestColumn::name).filter(n -> !used.contains(n)).toList();
    if (!unused.isEmpty()) {
      notices.accept("columns that are not used: " + String.join(", ", unused));
    }
    if (unused.contains("split")) {
      notices.accept("splits are drawn; data.table.split: split takes those of the manifest");
    }
  }

  /** The columns that a modality may be in. */
  static List<String> columns(String modality, InputSpec input) {
    if (input.kind().filter(InputSpec.Kind.TABULAR::equals).isPresent()) {
      return Stream.concat(input.numeric().stream(), input.categorical().stream()).toList();
    }
    return input.file().isPresent() ? List.of() : List.of(input.column().orElse(modality));
  }
}
