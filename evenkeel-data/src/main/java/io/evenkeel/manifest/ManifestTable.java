package io.evenkeel.manifest;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A manifest in memory: one row a sample, columns by name, at least one of each.
 *
 * <p>Different texts of a column are kept once, as bytes: a cell costs 4 bytes and what its text
 * adds. Immutable, and safe to use from several threads.
 */
public final class ManifestTable {
  private final RowPlaces places;
  private final List<ManifestColumn> columns;

  ManifestTable(RowPlaces places, List<ManifestColumn> columns) {
    this.places = places;
    this.columns = List.copyOf(columns);
  }

  /**
   * Reads a whole file: {@code .csv}, {@code .jsonl} or {@code .ndjson} (each may be compressed,
   * {@code .gz}), or {@code .parquet}.
   *
   * @throws BadInputException with file, line (or row) and column for what is damaged, ragged,
   *     unnamed, named twice, not UTF-8, nested, empty or too large
   */
  public static ManifestTable read(Path file) {
    return ManifestFormat.of(file).read(file);
  }

  /** How many samples it lists. */
  public int rows() {
    return columns.get(0).rows();
  }

  /** The columns in the order of the file. */
  public List<ManifestColumn> columns() {
    return columns;
  }

  /** The column of a name, if there is one. */
  public Optional<ManifestColumn> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The column of a name; {@link BadInputException} that lists the columns if there is none. */
  public ManifestColumn column(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new BadInputException(
                    places.file(),
                    "no column " + name,
                    "one of " + columns.stream().map(ManifestColumn::name).toList()));
  }

  /** File and line (or row) of a sample, for messages. */
  public String place(int row) {
    return places.of(row);
  }
}
