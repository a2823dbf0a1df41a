package io.evenkeel.data;

import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.DataSpec.Normalization;
import io.evenkeel.recipe.DataSpec.Source;
import io.evenkeel.recipe.InputSpec;
import io.evenkeel.recipe.InputSpec.Kind;
import io.evenkeel.recipe.InputSpec.Mel;
import io.evenkeel.recipe.TableSpec;
import io.evenkeel.recipe.TableSpec.ClassWeights;
import io.evenkeel.recipe.TableSpec.Paths;
import io.evenkeel.recipe.TableSpec.TaskKind;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.run.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys of a manifest, to be changed one by one, and the file. */
final class ManifestKeys {
  final Path file;
  final Map<String, InputSpec> inputs = new LinkedHashMap<>();
  final List<String> notices = new ArrayList<>();
  Optional<List<String>> modalities = Optional.empty();
  OptionalInt train = OptionalInt.empty();
  OptionalInt testSamples = OptionalInt.empty();
  Normalization normalization = Normalization.NONE;
  TaskKind task = TaskKind.CLASSES;
  List<String> targets = List.of();
  Optional<String> split = Optional.of("split");
  Optional<String> group = Optional.empty();
  Optional<String> weight = Optional.empty();
  ClassWeights classWeights = ClassWeights.NONE;
  Paths paths = Paths.INSIDE_ROOT;
  double validation = 0.2;
  double test = 0.2;
  int memoryMib = 1;

  private ManifestKeys(Path file) {
    this.file = file;
  }

  static ManifestKeys of(Path folder, String csv) {
    try {
      return new ManifestKeys(Files.writeString(folder.resolve("samples.csv"), csv));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ManifestKeys with(String modality, InputSpec input) {
    inputs.put(modality, input);
    return this;
  }

  ManifestKeys with(String modality, Kind kind) {
    return with(modality, InputSpec.defaults().withKind(kind));
  }

  /** A modality of a kind whose standardization is on, 8 pixels wide, 8 bands high. */
  static InputSpec small(Kind kind, int channels, OptionalInt length) {
    return new InputSpec(
        Optional.of(kind),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        false,
        true,
        8,
        channels,
        length,
        OptionalInt.empty(),
        new Mel(OptionalInt.empty(), 8, 25, 10));
  }

  static InputSpec table(List<String> numeric, List<String> categorical) {
    return new InputSpec(
        Optional.of(Kind.TABULAR),
        Optional.empty(),
        Optional.empty(),
        numeric,
        categorical,
        false,
        true,
        64,
        3,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Mel.defaults());
  }

  static InputSpec array(Path npy) {
    return new InputSpec(
        Optional.of(Kind.VECTOR),
        Optional.empty(),
        Optional.of(npy.toString()),
        List.of(),
        List.of(),
        false,
        false,
        64,
        3,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Mel.defaults());
  }

  DataSpec spec() {
    return new DataSpec(
        Source.MANIFEST,
        Optional.empty(),
        Optional.of(file.toString()),
        modalities.orElseGet(() -> List.copyOf(inputs.keySet())),
        train,
        5000,
        testSamples,
        DataSpec.defaults().colors(),
        normalization,
        DataSpec.Views.defaults(),
        VideoSpec.defaults(),
        new TableSpec(
            task,
            "label",
            targets,
            split,
            group,
            weight,
            classWeights,
            paths,
            validation,
            test,
            memoryMib),
        inputs);
  }

  DataSplits open() {
    return DataSource.open(spec(), new Seed(3), notices::add);
  }
}
