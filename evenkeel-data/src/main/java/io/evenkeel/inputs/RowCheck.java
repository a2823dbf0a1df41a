package io.evenkeel.inputs;

import io.evenkeel.audio.WavReader;
import io.evenkeel.input.BadInputException;
import io.evenkeel.manifest.ManifestColumn;
import io.evenkeel.manifest.ManifestPaths;
import io.evenkeel.manifest.ManifestTable;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.InputSpec.Kind;
import io.evenkeel.vectors.SequenceFile;
import io.evenkeel.vectors.VectorFile;
import io.evenkeel.video.FrameShape;
import io.evenkeel.video.VideoDecoder;
import io.evenkeel.views.PictureReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads every cell of the modalities of a manifest, and every file that one names, to its end.
 *
 * @param table the manifest
 * @param paths how its paths become files
 * @param rows which of its rows are looked at
 * @param progress is told of each modality's rows
 */
public record RowCheck(ManifestTable table, ManifestPaths paths, int[] rows, RowProgress progress) {
  private static final int SMALL_SIDE = 8;

  /**
   * What each row of a column was found to be.
   *
   * @param measures for each row what must be the same of all, such as the rate of a sound; -1
   *     where nothing is
   * @param broken by row
   */
  private record Column(int[] measures, Map<Integer, String> broken) {}

  /**
   * The rows that cannot be read, in their order, each for its first reason alone.
   *
   * @throws BadInputException for a column that is not there
   * @throws java.util.concurrent.CancellationException if it was stopped
   */
  public List<BrokenRow> of(Map<String, InputSpec> modalities) {
    Map<Integer, String> broken = new TreeMap<>();
    modalities.forEach(
        (modality, spec) -> {
          for (ManifestColumn column : columns(modality, spec)) {
            progress.begin("column " + column.name(), rows.length);
            read(column, spec).broken().forEach(broken::putIfAbsent);
          }
        });
    List<BrokenRow> all = new ArrayList<>();
    broken.forEach((row, reason) -> all.add(new BrokenRow(row, reason)));
    return all;
  }

  private List<ManifestColumn> columns(String modality, InputSpec spec) {
    if (spec.kind().orElseThrow() == Kind.TABULAR) {
      return Stream.concat(spec.numeric().stream(), spec.categorical().stream())
          .map(table::column)
          .toList();
    }
    return spec.file().isPresent()
        ? List.of()
        : List.of(table.column(spec.column().orElse(modality)));
  }

  private Column read(ManifestColumn column, InputSpec spec) {
    int[] measures = new int[table.rows()];
    Arrays.fill(measures, -1);
    Map<Integer, String> broken = new TreeMap<>();
    ParallelRows.each(
        rows,
        progress,
        row -> {
          try {
            measures[row] = column.missing(row) ? -1 : measure(column, row, spec);
          } catch (BadInputException bad) {
            synchronized (broken) {
              broken.put(row, bad.getMessage());
            }
          }
        });
    requireSame(column, spec, new Column(measures, broken));
    return new Column(measures, broken);
  }

  /** What most rows have is right. */
  private void requireSame(ManifestColumn column, InputSpec spec, Column found) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int row : rows) {
      if (found.measures()[row] >= 0) {
        counts.merge(found.measures()[row], 1, Integer::sum);
      }
    }
    int usual =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0);
    int wanted = spec.kind().orElseThrow() == Kind.AUDIO ? spec.mel().rate().orElse(usual) : usual;
    for (int row : rows) {
      int measure = found.measures()[row];
      if (measure >= 0 && measure != wanted) {
        String what = unit(spec.kind().orElseThrow());
        found
            .broken()
            .put(row, column.bad(row, measure + what, wanted + what + " as others").getMessage());
      }
    }
  }

  private static String unit(Kind kind) {
    return switch (kind) {
      case AUDIO -> " samples a second";
      case SEQUENCE -> " values a step";
      case VECTOR, IMAGE, VIDEO, TABULAR, TEXT -> " numbers";
    };
  }

  private int measure(ManifestColumn column, int row, InputSpec spec) {
    return switch (spec.kind().orElseThrow()) {
      case IMAGE -> ofFile(column, row, file -> PictureReader.read(file).width() * 0);
      case AUDIO -> ofFile(column, row, file -> WavReader.read(file).rate());
      case SEQUENCE -> ofFile(column, row, file -> SequenceFile.read(file).channels());
      case VIDEO -> ofFile(column, row, RowCheck::decoded);
      case VECTOR ->
          column.text(row).toLowerCase(Locale.ROOT).matches(Inputs.ARRAY_FILES)
              ? ofFile(column, row, file -> VectorFile.read(file).values().length)
              : column.values(row).length;
      case TEXT -> column.values(row).length * 0;
      case TABULAR -> spec.numeric().contains(column.name()) ? (int) (0 * column.number(row)) : 0;
    };
  }

  private interface Measure {
    int of(Path file);
  }

  private int ofFile(ManifestColumn column, int row, Measure measure) {
    Path file = paths.resolve(column, row);
    try {
      return measure.of(file);
    } catch (BadInputException bad) {
      throw bad.within(column.place(row));
    }
  }

  private static int decoded(Path video) {
    int frames = VideoDecoder.inspect(video).frames();
    VideoDecoder.decode(video, 0, frames, new FrameShape(1, SMALL_SIDE, SMALL_SIDE));
    return 0;
  }
}
