package io.evenkeel.manifest;

import io.evenkeel.input.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The kinds of manifest, told apart by the ends of their names. */
enum ManifestFormat {
  CSV("csv(\\.gz)?") {
    @Override
    ManifestTable read(Path file) {
      return CsvManifest.read(file);
    }
  },
  JSON_LINES("(jsonl|ndjson)(\\.gz)?") {
    @Override
    ManifestTable read(Path file) {
      return JsonLinesManifest.read(file);
    }
  },
  PARQUET("parquet") {
    @Override
    ManifestTable read(Path file) {
      return ParquetManifest.read(file);
    }
  };

  private final String end;

  ManifestFormat(String end) {
    this.end = ".*\\." + end;
  }

  abstract ManifestTable read(Path file);

  static ManifestFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.matches(format.end))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    file.toString(),
                    "a manifest of unknown kind",
                    "a name that ends in .csv, .jsonl, .ndjson (or these with .gz) or .parquet"));
  }
}
