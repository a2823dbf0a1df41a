package io.evenkeel.method;

import io.evenkeel.data.SampleShape;
import io.evenkeel.files.Sha256;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.model.Branches;
import io.evenkeel.model.MethodTensors;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.NetworkOptions;
import io.evenkeel.model.PredictionRule;
import io.evenkeel.model.TrainedNetwork;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.UmtSpec;
import io.evenkeel.torch.Functional;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Uni-modal teachers (Du et al., ICML 2023): L = CE(Σ_i ŷ_i, y) + λ·Σ_i MSE(h_i, t_i), where t_i
 * are the features that a network of modality i alone, trained before, has of the same input in
 * evaluation mode. The mean square is over samples and features.
 */
final class Umt implements Method {
  private final UmtSpec spec;
  private final Map<String, String> digests = new LinkedHashMap<>();
  private final Map<Modality, MultimodalNetwork> teachers = new LinkedHashMap<>();

  private Umt(UmtSpec spec) {
    this.spec = spec;
  }

  /**
   * Opens the teachers.
   *
   * @throws BadInputException if there is not one for each modality, of the network's encoders
   */
  static Umt open(UmtSpec spec, ModelSpec model, MultimodalNetwork network) {
    Umt umt = new Umt(spec);
    try {
      spec.teachers().forEach(teacher -> umt.open(teacher, model, network));
      if (umt.teachers.size() != network.modalities().size()) {
        throw new BadInputException(
            "strategy.umt.teachers",
            umt.teachers.isEmpty() ? "none" : "those of " + umt.teachers.keySet(),
            "a trained network of each alone: of " + network.modalities());
      }
      return umt;
    } catch (RuntimeException e) {
      umt.close();
      throw e;
    }
  }

  static Support support() {
    return Support.ofEverything()
        .lateFusionOnly("its teachers know the features of one modality alone")
        .completeSamplesOnly("a teacher has no features of what is not there");
  }

  private void open(String name, ModelSpec model, MultimodalNetwork network) {
    String key = "strategy.umt.teachers, " + name;
    Path path = Path.of(name);
    Path file = Files.isDirectory(path) ? path.resolve("best.safetensors") : path;
    TrainedNetwork trained = new TrainedNetwork(model, file);
    List<Modality> modalities = trained.modalities();
    if (modalities.size() != 1 || !network.modalities().containsAll(modalities)) {
      throw new BadInputException(
          key, "a network of " + modalities, "one of a single one of " + network.modalities());
    }
    Modality modality = modalities.get(0);
    if (teachers.containsKey(modality)) {
      throw new BadInputException(key, "a second one of " + modality, "one of each modality");
    }
    NetworkOptions options =
        new NetworkOptions(
            network.precision(),
            List.of(),
            network.device(),
            MethodTensors.none(),
            PredictionRule.MEAN);
    MultimodalNetwork teacher = trained.open(options);
    teachers.put(modality, teacher);
    requireSame(key, teacher.shapes().get(modality), network.shapes().get(modality));
    digests.put("teacher." + modality, new Sha256().add(file).hexadecimal());
  }

  /** The same input goes through both; only its space or time may have been of another size. */
  private static void requireSame(String key, SampleShape taught, SampleShape seen) {
    boolean channels =
        seen.content() instanceof SampleShape.Content.Tokens
            || taught.dims().get(0).equals(seen.dims().get(0));
    if (!channels
        || taught.dims().size() != seen.dims().size()
        || !taught.content().equals(seen.content())) {
      throw new BadInputException(
          key,
          "a network of samples of shape " + taught.dims(),
          "one of samples like those of the recipe, " + seen.dims());
    }
  }

  @Override
  public Tensor loss(Part part, Branches branches, Objective objective) {
    PerModality<Tensor> told = told(part.inputs().get());
    return branches
        .features()
        .mapWithModality((m, h) -> Functional.meanSquaredError(h, told.get(m)))
        .values()
        .stream()
        .map(distance -> distance.times(spec.weight()))
        .reduce(objective.jointLoss(branches.logits()), Tensor::plus);
  }

  private PerModality<Tensor> told(PerModality<Tensor> inputs) {
    try (Gradients off = Gradients.off()) {
      return inputs.mapWithModality((m, x) -> features(m, x));
    }
  }

  private Tensor features(Modality modality, Tensor input) {
    MultimodalNetwork teacher = teachers.get(modality);
    if (teacher == null) {
      throw new IllegalStateException("no teacher of " + modality);
    }
    PerModality<Tensor> alone = new PerModality<>(List.of(modality), List.of(input));
    return teacher.evaluateBranches(alone).features().get(modality);
  }

  /** The digest of each teacher's weights, so that no run goes on with other teachers. */
  @Override
  public Map<String, String> state() {
    return Map.copyOf(digests);
  }

  @Override
  public void resume(Map<String, String> state) {
    if (!state.equals(digests)) {
      throw new BadInputException(
          "strategy.umt.teachers",
          "other weights than those that the run began with",
          "the same, or a new run");
    }
  }

  @Override
  public void close() {
    teachers.values().forEach(MultimodalNetwork::close);
  }
}
