package io.evenkeel.model;

import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import java.util.stream.Collectors;

/**
 * What a network does in evaluation, as the {@code forward} of a TorchScript module: one tensor for
 * each modality in; the prediction, then each branch's logits, out. If a further tensor (batch,
 * modalities) is given, it says which modalities each sample has. Every part of the network writes
 * its own.
 *
 * @param rule how the branches predict together
 */
record ScriptSource(Architecture architecture, PredictionRule rule) {
  private static final String PRESENT = "present";

  String forward(ScriptBody body) {
    PerModality<Encoder> encoders = architecture.encoders();
    PerModality<ScriptActivation> features =
        encoders.mapWithModality((modality, encoder) -> ScriptActivation.of(input(modality)));
    PerModality<Integer> from = encoders.map(encoder -> 0);
    for (FusionPoint fusion : architecture.fusions()) {
      features = fusion.script(stages(features, from, fusion.depths(), body), body);
      from = fusion.depths();
    }
    PerModality<Integer> end = encoders.map(encoder -> encoder.stages().size());
    PerModality<String> logits =
        stages(features, from, end, body)
            .mapWithModality((modality, x) -> encoders.get(modality).scriptLogits(x, body));
    return body.source(
        signature(),
        "(%s, %s)"
            .formatted(
                rule.script(logits.values(), PRESENT, body), String.join(", ", logits.values())));
  }

  private PerModality<ScriptActivation> stages(
      PerModality<ScriptActivation> inputs,
      PerModality<Integer> from,
      PerModality<Integer> to,
      ScriptBody body) {
    return inputs.mapWithModality(
        (modality, x) ->
            architecture
                .encoders()
                .get(modality)
                .script(x, from.get(modality), to.get(modality), body));
  }

  private String signature() {
    return architecture.encoders().modalities().stream()
        .map(modality -> ", " + input(modality) + ": Tensor")
        .collect(
            Collectors.joining("", "forward(self", ", " + PRESENT + ": Optional[Tensor] = None)"));
  }

  private String input(Modality modality) {
    boolean identifier = modality.name().matches("[A-Za-z0-9_]+");
    int index = architecture.encoders().indexOf(modality);
    return "input_" + (identifier ? modality.name() : Integer.toString(index));
  }
}
