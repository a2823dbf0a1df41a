package io.evenkeel.model;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** After how many stages of each branch the fusion modules of a recipe stand. */
final class FusionDepths {
  private FusionDepths() {}

  /** For each fusion module, in order, after how many stages of each branch it stands. */
  static List<PerModality<Integer>> of(ModelSpec spec, PerModality<Encoder> encoders) {
    PerModality<List<Integer>> depths =
        encoders.mapWithModality((modality, encoder) -> depths(spec, modality, encoder));
    int count = depths.values().get(0).size();
    depths.forEach(
        (modality, own) -> {
          if (own.size() != count) {
            throw new BadInputException(
                spec.keyOfAfter(modality.name()),
                own.size() + " stages of modality " + modality,
                "as many as of modality %s, %d: a fusion module stands in every branch"
                    .formatted(encoders.modalities().get(0), count));
          }
        });
    return IntStream.range(0, count).mapToObj(k -> depths.map(own -> own.get(k))).toList();
  }

  private static List<Integer> depths(ModelSpec spec, Modality modality, Encoder encoder) {
    String key = spec.keyOfAfter(modality.name());
    List<String> names = encoder.stages().stream().map(Stage::name).toList();
    List<Integer> depths = new ArrayList<>();
    for (String stage : spec.encoder(modality.name()).after()) {
      int depth = names.indexOf(stage) + 1;
      if (depth == 0) {
        throw new BadInputException(key, stage, "one of the stages " + names);
      }
      if (!depths.isEmpty() && depth <= depths.get(depths.size() - 1)) {
        throw new BadInputException(
            key, stage + " out of order", "each stage once, in the order " + names);
      }
      depths.add(depth);
    }
    return depths;
  }
}
