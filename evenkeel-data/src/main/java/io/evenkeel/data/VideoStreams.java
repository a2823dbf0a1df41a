package io.evenkeel.data;

import io.evenkeel.clips.ClipList;
import io.evenkeel.clips.GestureLists;
import io.evenkeel.clips.StreamFormat;
import io.evenkeel.clips.VideoManifest;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.DataSpec;
import io.evenkeel.recipe.VideoSpec.Channels;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The stream that each modality sees.
 *
 * @param clips the clips, with these streams
 * @param names of the streams
 * @param formats what frames are brought to
 * @param cacheFolder where decoded clips are kept if the recipe does not say
 */
record VideoStreams(
    ClipList clips,
    PerModality<String> names,
    PerModality<StreamFormat> formats,
    Path cacheFolder) {
  private static final Map<String, String> OF_GESTURES =
      Map.of("rgb", "sk_color", "depth", "sk_depth");

  /**
   * The streams of the data that a recipe names; nothing is decoded.
   *
   * @throws BadInputException for lists that are missing or malformed, or modalities without a
   *     stream
   */
  static VideoStreams of(DataSpec spec) {
    List<String> modalities = spec.modalities();
    if (new HashSet<>(modalities).size() != modalities.size()) {
      throw new BadInputException("data.modalities", modalities.toString(), "each modality once");
    }
    PerModality<String> names =
        new PerModality<>(
            modalities.stream().map(Modality::new).toList(),
            spec.video().streams().isEmpty() ? byName(spec) : spec.video().streams());
    PerModality<StreamFormat> formats =
        names.mapWithModality(
            (modality, name) ->
                new StreamFormat(
                    channels(spec, names.indexOf(modality), name), spec.video().size()));
    boolean gestures = spec.source() == DataSpec.Source.NVGESTURE;
    Path listed =
        path(
            gestures ? "data.directory" : "data.manifest",
            gestures ? spec.directory().orElseThrow() : spec.manifest().orElseThrow());
    Path beside = listed.toAbsolutePath().normalize();
    return new VideoStreams(
        gestures
            ? GestureLists.read(listed).clips(names.values())
            : VideoManifest.read(listed, root(spec, beside), names.values()),
        names,
        formats,
        beside.resolveSibling(beside.getFileName() + ".cache"));
  }

  private static Path root(DataSpec spec, Path manifest) {
    return spec.directory()
        .map(folder -> path("data.directory", folder))
        .orElseGet(() -> manifest.resolveSibling(""));
  }

  private static List<String> byName(DataSpec spec) {
    if (spec.source() != DataSpec.Source.NVGESTURE) {
      return spec.modalities();
    }
    return spec.modalities().stream()
        .map(
            modality -> {
              String stream = OF_GESTURES.get(modality);
              if (stream == null) {
                throw new BadInputException(
                    "data.video.streams",
                    "no stream for modality " + modality,
                    "a stream for each of data.modalities, " + spec.modalities());
              }
              return stream;
            })
        .toList();
  }

  private static int channels(DataSpec spec, int place, String stream) {
    List<Channels> stated = spec.video().channels();
    return (stated.isEmpty() ? Channels.of(stream) : stated.get(place)).count();
  }

  private static Path path(String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new BadInputException(key, "\"" + text + "\"", "a path", invalid);
    }
  }
}
