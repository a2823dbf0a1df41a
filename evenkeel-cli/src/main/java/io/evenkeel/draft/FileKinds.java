package io.evenkeel.draft;

import io.evenkeel.recipe.InputSpec.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What files are, by the ends of their names. */
final class FileKinds {
  private static final Map<String, Kind> BY_END =
      Map.ofEntries(
          Map.entry("png", Kind.IMAGE),
          Map.entry("jpg", Kind.IMAGE),
          Map.entry("jpeg", Kind.IMAGE),
          Map.entry("wav", Kind.AUDIO),
          Map.entry("npy", Kind.VECTOR),
          Map.entry("npz", Kind.VECTOR),
          Map.entry("safetensors", Kind.VECTOR),
          Map.entry("csv", Kind.SEQUENCE),
          Map.entry("avi", Kind.VIDEO),
          Map.entry("mp4", Kind.VIDEO),
          Map.entry("mkv", Kind.VIDEO),
          Map.entry("mov", Kind.VIDEO),
          Map.entry("webm", Kind.VIDEO));

  private static final List<String> MANIFEST_ENDS =
      List.of(".csv", ".csv.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".parquet");

  private FileKinds() {}

  /** The kind of a file; of an NPY file, vector, which may turn out to be a sequence. */
  static Optional<Kind> of(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BY_END.get(end));
  }

  static boolean isManifest(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return MANIFEST_ENDS.stream().anyMatch(lower::endsWith);
  }
}
