package io.evenkeel.inputs;

import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestPaths;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.recipe.InputSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Opens the modalities of a manifest.
 *
 * @param table the manifest
 * @param paths how its paths become files
 * @param rows which of its rows are used; of the others nothing is looked at
 * @param progress is told of every pass over files
 */
public record Inputs(
    ManifestTable table, ManifestPaths paths, ManifestRows rows, RowProgress progress) {
  /** Names of files that hold a vector, in lower case. */
  static final String ARRAY_FILES = ".*\\.(npy|npz|safetensors)";

  /**
   * Opens a modality: finds its files, and reads what its shape follows from.
   *
   * @throws BadInputException for a column that is not there, and with line and column for what
   *     cannot be read
   */
  public RowValues open(String modality, InputSpec spec) {
    return switch (spec.kind().orElseThrow()) {
      case TABULAR -> TabularRows.open(spec, table, rows);
      case IMAGE -> new ImageRows(files(modality, spec), spec.channels(), spec.size());
      case AUDIO -> SoundRows.open(spec, files(modality, spec), rows.all(), progress);
      case SEQUENCE -> SequenceRows.open(spec, files(modality, spec), rows.all(), progress);
      case VIDEO -> VideoRows.open(spec, files(modality, spec), table.rows(), rows.all(), progress);
      case TEXT -> TokenRows.open(spec, column(modality, spec), rows.all(), progress);
      case VECTOR -> vector(modality, spec);
    };
  }

  private ManifestColumn column(String modality, InputSpec spec) {
    return table.column(spec.column().orElse(modality));
  }

  private RowFiles files(String modality, InputSpec spec) {
    return RowFiles.find(column(modality, spec), paths, rows.all(), progress);
  }

  private RowValues vector(String modality, InputSpec spec) {
    if (spec.file().isPresent()) {
      return ArrayRows.open(table, Path.of(spec.file().get()));
    }
    ManifestColumn column = column(modality, spec);
    boolean areFiles =
        Arrays.stream(rows.all())
            .filter(row -> !column.missing(row))
            .mapToObj(column::text)
            .findFirst()
            .filter(cell -> cell.toLowerCase(Locale.ROOT).matches(ARRAY_FILES))
            .isPresent();
    return areFiles
        ? VectorFileRows.open(files(modality, spec), rows.all())
        : VectorCellRows.open(column, rows.all());
  }
}
