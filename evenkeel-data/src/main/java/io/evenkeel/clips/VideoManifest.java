package io.evenkeel.clips;

import io.evenkeel.input.BadInputException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file that lists the clips of a video set, a line each: a column of paths for each stream,
 * {@code start} and {@code end} (frames, the end not included; left empty for the whole video), or
 * {@code rgb_start} and {@code rgb_end} for stream {@code rgb} alone, {@code label} (a name or a
 * number), {@code split} (train, validation or test) and {@code subject}, which may be absent.
 */
public final class VideoManifest {
  private static final int MOST_CLIPS = 1_000_000;
  private static final String NUMBER = "[0-9]{1,18}";

  private enum Split {
    TRAIN,
    VALIDATION,
    TEST
  }

  private final Path file;
  private final Path root;
  private final List<String> streams;
  private final List<ManifestRow> rows = new ArrayList<>();

  private VideoManifest(Path file, Path root, List<String> streams) {
    this.file = file;
    this.root = root;
    this.streams = List.copyOf(streams);
  }

  /** A clip whose label has no number yet. */
  private record ManifestRow(
      Split split, String label, Optional<String> subject, List<ClipStream> streams) {}

  /**
   * Reads a manifest.
   *
   * @param root the folder that its paths are relative to
   * @param streams the column of paths of each modality
   * @throws BadInputException naming line and column of what is not as it should be
   */
  public static ClipList read(Path file, Path root, List<String> streams) {
    String text = TextFile.read(file, "a manifest in CSV");
    VideoManifest manifest = new VideoManifest(file, root, streams);
    CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).setTrim(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      List<String> unused = manifest.readAll(parser);
      return manifest.list(unused);
    } catch (IOException malformed) {
      throw manifest.malformed(malformed);
    } catch (UncheckedIOException malformed) {
      throw manifest.malformed(malformed);
    } catch (IllegalStateException malformed) {
      throw manifest.malformed(malformed);
    }
  }

  private BadInputException malformed(Exception found) {
    Throwable root = found.getCause() == null ? found : found.getCause();
    return new BadInputException(
        file.toString(),
        InnerPath.shortened(String.valueOf(root.getMessage())),
        "well-formed CSV",
        found);
  }

  private List<String> readAll(CSVParser parser) {
    Optional<ManifestColumns> columns = Optional.empty();
    for (CSVRecord line : parser) {
      String where = file + " line " + parser.getCurrentLineNumber();
      if (columns.isEmpty()) {
        columns = Optional.of(ManifestColumns.of(where, line.toList(), streams));
      } else {
        addRow(new ManifestColumns.Row(where, line.toList(), columns.get()));
      }
    }
    if (columns.isEmpty()) {
      throw new BadInputException(
          file.toString(),
          "no line",
          "a header such as " + String.join(",", streams) + ",label,split");
    }
    return columns.get().unused();
  }

  private void addRow(ManifestColumns.Row row) {
    List<ClipStream> ofClip = new ArrayList<>();
    for (String stream : streams) {
      String name = InnerPath.normalized(row.at(stream), row.required(stream));
      ofClip.add(new ClipStream(root.resolve(name), name, row.range(stream)));
    }
    if (rows.size() == MOST_CLIPS) {
      throw new BadInputException(row.where(), "one clip more", "at most " + MOST_CLIPS);
    }
    rows.add(new ManifestRow(split(row), row.required("label"), row.optional("subject"), ofClip));
  }

  private static Split split(ManifestColumns.Row row) {
    String name = row.required("split");
    return switch (name) {
      case "train" -> Split.TRAIN;
      case "validation" -> Split.VALIDATION;
      case "test" -> Split.TEST;
      default ->
          throw new BadInputException(
              row.at("split"),
              "\"" + InnerPath.shortened(name) + "\"",
              "train, validation or test");
    };
  }

  private ClipList list(List<String> unused) {
    for (Split split : List.of(Split.TRAIN, Split.TEST)) {
      if (rows.stream().noneMatch(row -> row.split() == split)) {
        String name = split.name().toLowerCase(java.util.Locale.ROOT);
        throw new BadInputException(
            file.toString(), "no clip of split " + name, "clips of splits train and test");
      }
    }
    List<String> classes = classes();
    if (classes.size() < 2) {
      throw new BadInputException(
          file.toString(), "one label, \"" + classes.get(0) + "\"", "clips of two labels or more");
    }
    Map<String, Integer> labels = new TreeMap<>();
    classes.forEach(name -> labels.put(name, labels.size()));
    return new ClipList(
        file,
        classes,
        clips(Split.TRAIN, labels),
        clips(Split.VALIDATION, labels),
        clips(Split.TEST, labels),
        unused.isEmpty()
            ? List.of()
            : List.of("columns of " + file + " that are not used: " + String.join(", ", unused)));
  }

  /** In the order of numbers where all are numbers, else in alphabetical order. */
  private List<String> classes() {
    TreeSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.add(row.label()));
    return names.stream().allMatch(name -> name.matches(NUMBER))
        ? names.stream().sorted(Comparator.comparing(BigInteger::new)).toList()
        : List.copyOf(names);
  }

  private List<ListedClip> clips(Split split, Map<String, Integer> labels) {
    return rows.stream()
        .filter(row -> row.split() == split)
        .map(
            row ->
                new ListedClip(labels.getOrDefault(row.label(), 0), row.subject(), row.streams()))
        .toList();
  }
}
