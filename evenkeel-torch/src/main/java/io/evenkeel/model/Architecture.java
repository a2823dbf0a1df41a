package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a network, put together from a recipe.
 *
 * @param encoders one for each modality
 * @param fusions where the branches exchange information, in depth order
 * @param heads what gives each branch's logits, whoever runs it
 * @param modules what of users encoders run
 */
record Architecture(
    PerModality<Encoder> encoders,
    List<FusionPoint> fusions,
    PerModality<Linear> heads,
    UserModules modules) {

  static Architecture declare(
      ParameterPlan plan,
      ModelSpec spec,
      List<Long> widths,
      PerModality<SampleShape> shapes,
      int classes) {
    // A recipe of several modalities may be run for one of them alone.
    if (shapes.size() > 1) {
      refuseOthers(spec, shapes.modalities());
    }
    UserModules modules = new UserModules();
    try {
      return declare(plan, spec, new EncoderStages(plan, spec, widths, modules), shapes, classes);
    } catch (RuntimeException | Error failed) {
      modules.close();
      throw failed;
    }
  }

  private static Architecture declare(
      ParameterPlan plan,
      ModelSpec spec,
      EncoderStages stages,
      PerModality<SampleShape> shapes,
      int classes) {
    ModelSpec.Fusion fusion = spec.fusion();
    // One branch has nobody to exchange information with.
    boolean alone = shapes.size() == 1 || fusion.kind() == ModelSpec.Fusion.Kind.NONE;
    boolean headInModule = !alone && fusion.kind() == ModelSpec.Fusion.Kind.CONCAT;
    PerModality<Branch> branches =
        shapes.mapWithModality((modality, shape) -> stages.branch(modality, shape, classes));
    PerModality<Encoder> encoders =
        branches.map(
            b -> new Encoder(b.stages(), headInModule ? Optional.empty() : Optional.of(b.head())));
    List<FusionPoint> fusions = new ArrayList<>();
    if (!alone && fusion.kind().beforeHeads()) {
      PerModality<Integer> ends = encoders.map(encoder -> encoder.stages().size());
      fusions.add(fusionPoint(plan, fusion, branches, new At(0, ends)));
    } else if (!alone) {
      for (PerModality<Integer> depths : FusionDepths.of(spec, encoders)) {
        fusions.add(fusionPoint(plan, fusion, branches, new At(fusions.size(), depths)));
      }
    }
    return new Architecture(encoders, fusions, branches.map(Branch::head), stages.modules());
  }

  private static void refuseOthers(ModelSpec spec, List<Modality> modalities) {
    List<String> names = modalities.stream().map(Modality::name).toList();
    for (String named : spec.encoders().keySet()) {
      if (!names.contains(named)) {
        throw new BadInputException(
            "model.encoders." + named, "no modality of the data", "one of " + names);
      }
    }
  }

  /** How many features each head sees; the outputs where a fusion module gives the logits. */
  PerModality<Long> featureWidths(int outputs) {
    return encoders.map(e -> e.head().map(h -> h.weight().shape().get(1)).orElse((long) outputs));
  }

  /** Whether an encoder runs a module of the user's. */
  boolean hasModules() {
    return !modules.isEmpty();
  }

  /** What one modality has, whoever runs its head. */
  record Branch(List<Stage> stages, Linear head) {}

  private static FusionPoint fusionPoint(
      ParameterPlan plan, ModelSpec.Fusion spec, PerModality<Branch> branches, At at) {
    PerModality<Long> channels =
        branches.mapWithModality((m, b) -> b.stages().get(at.depths().get(m) - 1).channels());
    String name = "fusion." + at.index();
    FusionModule module =
        switch (spec.kind()) {
          case MMTM -> Mmtm.declare(plan, name, channels, spec.ratio());
          case FILM -> Film.declare(plan, name, channels, spec.ratio());
          case CONCAT -> Concatenation.declare(plan, name, channels, branches.map(Branch::head));
          case SUM -> Summation.declare(plan, name, channels);
          case GATED -> Gated.declare(plan, name, channels);
          case NONE -> throw new IllegalStateException("late fusion has no module");
        };
    String running =
        spec.kind() == ModelSpec.Fusion.Kind.MMTM ? ".running_gate." : ".running_message.";
    return new FusionPoint(
        module,
        at.depths(),
        channels,
        channels.mapWithModality(
            (modality, c) ->
                plan.buffer(name + running + modality, 0, module.messageSize(modality))));
  }

  /** Where the {@code index}-th fusion module stands: after so many stages of each branch. */
  private record At(int index, PerModality<Integer> depths) {}
}
