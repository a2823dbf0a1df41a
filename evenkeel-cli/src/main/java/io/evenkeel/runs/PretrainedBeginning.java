package io.evenkeel.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.modality.Modality;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.PretrainedWeights;
import io.evenkeel.recipe.EncoderSpec;
import io.evenkeel.recipe.ModelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A run whose encoders begin with weights of others.
 *
 * @param model says which encoders, and with which files
 * @param notices is told of weights without use
 */
record PretrainedBeginning(ModelSpec model, Consumer<String> notices) {

  /** Puts pretrained weights into the encoders that begin with some, and records their digests. */
  void of(MultimodalNetwork network, ObjectNode provenance) {
    Map<PretrainedWeights, List<Modality>> files = new LinkedHashMap<>();
    for (Modality modality : network.modalities()) {
      EncoderSpec encoder = model.encoder(modality.name());
      encoder
          .pretrained()
          .map(file -> new PretrainedWeights(Path.of(file), encoder.pretrainedChannels()))
          .ifPresent(w -> files.computeIfAbsent(w, same -> new ArrayList<>()).add(modality));
    }
    files.forEach(
        (weights, modalities) -> {
          network.begin(weights, modalities, notices);
          if (modalities.size() == network.modalities().size()) {
            provenance.put(Provenance.PRETRAINED_DIGEST, weights.digest());
          } else {
            ObjectNode digests = provenance.withObjectProperty(Provenance.PRETRAINED_DIGEST);
            modalities.forEach(modality -> digests.put(modality.name(), weights.digest()));
          }
        });
  }
}
