package io.evenkeel.data;

import io.evenkeel.input.BadInputException;
import io.evenkeel.inputs.Inputs;
import io.evenkeel.inputs.ManifestRows;
import io.evenkeel.inputs.RememberedRows;
import io.evenkeel.inputs.RowProgress;
import io.evenkeel.inputs.RowValues;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestPaths;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.manifest.PathRule;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.TableSpec;
import io.evenkeel.run.Seed;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Opens the manifest that a recipe names, and splits its rows. */
final class ManifestSplits {
  private static final long MEBIBYTE = 1 << 20;

  private final DataSpec spec;
  private final ManifestTable table;
  private final RowProgress progress;
  private final RowTargets targets;
  private final RowSplit split;

  ManifestSplits(
      DataSpec spec,
      ManifestTable table,
      RowProgress progress,
      RowTargets targets,
      RowSplit split) {
    this.spec = spec;
    this.table = table;
    this.progress = progress;
    this.targets = targets;
    this.split = split;
  }

  /**
   * The splits of a manifest; the probes are test, then validation.
   *
   * <p>The digest is over the cells of the rows that each split uses and the sizes of the files
   * that they name.
   *
   * @param seed what splits that are drawn, and the choice of samples, follow from
   * @throws BadInputException with the line for what is wrong in the manifest, and for a file that
   *     is missing, or broken where it has to be read at once
   * @throws java.util.concurrent.CancellationException if it was interrupted
   */
  static DataSplits open(
      DataSpec spec, Seed seed, Consumer<String> notices, BooleanSupplier interrupted) {
    ManifestTable table = table(spec);
    RowTargets targets = RowTargets.of(table, spec.table());
    RowSplit split = RowSplit.of(table, targets, spec, seed.fold("split"));
    RowProgress progress = new RowNotices(notices, interrupted);
    return new ManifestSplits(spec, table, progress, targets, split).opened(notices);
  }

  static ManifestTable table(DataSpec spec) {
    if (new HashSet<>(spec.modalities()).size() != spec.modalities().size()) {
      throw new BadInputException(
          "data.modalities", spec.modalities().toString(), "each modality once");
    }
    spec.inputs().forEach((modality, input) -> requireColumns(modality, input, spec));
    Path manifest = path("data.manifest", spec.manifest().orElseThrow());
    // Of a file that is not there its reader tells, before anything that is to be read from it.
    if (Files.exists(manifest)) {
      spec.modalities().forEach(spec::input);
    }
    return ManifestTable.read(manifest);
  }

  private static void requireColumns(String modality, InputSpec input, DataSpec spec) {
    Set<String> seen = new HashSet<>();
    for (String column : ManifestFacts.columns(modality, input)) {
      if (!seen.add(column)) {
        throw new BadInputException(
            "data.inputs." + modality, "column " + column + " twice", "each column once");
      }
      if (spec.table().labels().contains(column)) {
        throw new BadInputException(
            "data.inputs." + modality,
            "column " + column + ", which is what is to be told",
            "columns that do not give it away");
      }
    }
  }

  DataSplits opened(Consumer<String> notices) {
    int[] used = split.all();
    for (int row : used) {
      targets.require(row);
    }
    RowWeights weights = RowWeights.of(table, spec.table(), targets, split);
    Inputs inputs = new Inputs(table, paths(spec), new ManifestRows(split.train(), used), progress);
    PerModality<RowValues> values =
        kept(
            PerModality.of(
                spec.modalities().stream().map(Modality::new).toList(),
                modality -> inputs.open(modality.name(), spec.input(modality.name()))),
            used.length);
    requireEach(values);
    requireSomething(values, used);
    ManifestDataset all =
        new ManifestDataset(
            values.mapWithModality(new ManifestInputs(spec, split.train(), progress)::of),
            targets,
            weights);
    new ManifestFacts(spec, table, split).tell(all, notices);
    HeldOut validation =
        new HeldOut(
            "validation",
            "samples that epochs and settings are chosen on",
            Subset.of(all, split.validation()));
    HeldOut test =
        new HeldOut(
            "test",
            "samples that nothing was chosen on: what to report",
            Subset.of(all, split.test()));
    return new DataSplits(
        Subset.of(all, split.train()),
        validation,
        test,
        List.of(test, validation),
        new ManifestDigest(targets, split, values).hexadecimal());
  }

  static ManifestPaths paths(DataSpec spec) {
    PathRule rule =
        spec.table().paths() == TableSpec.Paths.ANYWHERE ? PathRule.ANYWHERE : PathRule.INSIDE_ROOT;
    Path manifest =
        path("data.manifest", spec.manifest().orElseThrow()).toAbsolutePath().normalize();
    Path root =
        spec.directory()
            .map(folder -> path("data.directory", folder))
            .orElseGet(() -> manifest.resolveSibling(""));
    return new ManifestPaths(root, rule);
  }

  private static Path path(String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new BadInputException(key, "\"" + text + "\"", "a path", invalid);
    }
  }

  /** Keeps what is read as long as there is room for all of a modality. */
  private PerModality<RowValues> kept(PerModality<RowValues> values, int rows) {
    // A heap that is small needs its room for batches.
    long[] room = {
      Math.min(spec.table().memoryMib() * MEBIBYTE, Runtime.getRuntime().maxMemory() / 4)
    };
    return values.map(
        of -> {
          long bytes = (long) rows * of.size() * Float.BYTES;
          if (!of.decodes() || bytes > room[0]) {
            return of;
          }
          room[0] -= bytes;
          return RememberedRows.of(of, table.rows());
        });
  }

  /** A run of some of the modalities keeps the samples of a run of all, to be compared with it. */
  private void requireSomething(PerModality<RowValues> values, int[] used) {
    List<ManifestColumn> others = columnsOfOthers();
    for (int row : used) {
      if (values.values().stream().noneMatch(of -> of.has(row))
          && others.stream().allMatch(column -> column.missing(row))) {
        throw new BadInputException(
            table.place(row), "no modality at all", "one of " + spec.inputs().keySet());
      }
    }
  }

  private List<ManifestColumn> columnsOfOthers() {
    Set<String> names = new HashSet<>();
    spec.inputs()
        .forEach(
            (modality, input) -> {
              if (!spec.modalities().contains(modality)) {
                names.addAll(ManifestFacts.columns(modality, input));
              }
            });
    return table.columns().stream().filter(column -> names.contains(column.name())).toList();
  }

  private void requireEach(PerModality<RowValues> values) {
    values.forEach(
        (modality, of) -> {
          if (Arrays.stream(split.train()).noneMatch(of::has)) {
            throw new BadInputException(
                "data.inputs." + modality,
                "no sample to train on has it",
                "at least one, or data.modalities without it");
          }
        });
  }
}
