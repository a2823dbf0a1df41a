package io.evenkeel.data;

import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.DataSpec.Normalization;
import io.evenkeel.recipe.DataSpec.Source;
import io.evenkeel.recipe.VideoSpec;
import io.evenkeel.recipe.VideoSpec.Channels;
import io.evenkeel.recipe.VideoSpec.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys of a small video set, to be changed one by one. */
final class VideoKeys {
  Source source = Source.VIDEO_MANIFEST;
  Optional<String> directory = Optional.empty();
  Optional<String> manifest = Optional.empty();
  List<String> modalities = List.of("rgb", "depth");
  OptionalInt train = OptionalInt.empty();
  int validation = 2;
  OptionalInt test = OptionalInt.empty();
  Normalization normalization = Normalization.NONE;
  List<String> streams = List.of();
  List<Channels> channels = List.of();
  int frames = 4;
  int stride = 1;
  int size = 12;
  int crop = 8;
  boolean jitter = true;
  boolean randomCrop = true;
  List<Integer> mirrorLabels = List.of();
  boolean joint = true;
  Validation by = Validation.SUBJECT;
  double skippedShare = 0.5;
  boolean cache = true;
  Optional<String> cacheFolder = Optional.empty();
  double cacheGib = 1;

  static VideoKeys ofManifest(Path file) {
    VideoKeys keys = new VideoKeys();
    keys.manifest = Optional.of(file.toString());
    return keys;
  }

  static VideoKeys ofGestures(Path folder) {
    VideoKeys keys = new VideoKeys();
    keys.source = Source.NVGESTURE;
    keys.directory = Optional.of(folder.toString());
    return keys;
  }

  VideoSpec video() {
    return new VideoSpec(
        streams,
        channels,
        frames,
        stride,
        size,
        crop,
        jitter,
        randomCrop,
        mirrorLabels,
        joint,
        by,
        skippedShare,
        cache,
        cacheFolder,
        cacheGib);
  }

  DataSpec spec() {
    DataSpec defaults = DataSpec.defaults();
    return new DataSpec(
        source,
        directory,
        manifest,
        modalities,
        train,
        validation,
        test,
        defaults.colors(),
        normalization,
        defaults.views(),
        video());
  }
}
