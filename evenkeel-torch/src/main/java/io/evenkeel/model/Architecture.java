package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
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
 */
record Architecture(
    PerModality<Encoder> encoders, List<FusionPoint> fusions, PerModality<Linear> heads) {

  static Architecture declare(
      ParameterPlan plan,
      ModelSpec spec,
      List<Long> widths,
      PerModality<SampleShape> shapes,
      int classes) {
    ModelSpec.Fusion fusion = spec.fusion();
    // One branch has nobody to exchange information with.
    boolean alone = shapes.size() == 1 || fusion.kind() == ModelSpec.Fusion.Kind.NONE;
    boolean headInModule = !alone && fusion.kind() == ModelSpec.Fusion.Kind.CONCAT;
    PerModality<Branch> branches =
        shapes.mapWithModality(
            (modality, shape) -> {
              List<Stage> stages = stages(plan, spec, widths, modality, shape);
              long features = stages.get(stages.size() - 1).channels();
              return new Branch(
                  stages,
                  EncoderTraits.declareHead(plan, spec.encoder(), modality, features, classes));
            });
    PerModality<Encoder> encoders =
        branches.map(
            b -> new Encoder(b.stages(), headInModule ? Optional.empty() : Optional.of(b.head())));
    List<FusionPoint> fusions = new ArrayList<>();
    if (!alone && fusion.kind().beforeHeads()) {
      int depth = encoders.values().get(0).stages().size();
      fusions.add(fusionPoint(plan, fusion, branches, new At(0, depth)));
    } else if (!alone) {
      for (String stage : fusion.after()) {
        fusions.add(fusionPoint(plan, fusion, branches, depth(stage, encoders, fusions)));
      }
    }
    return new Architecture(encoders, fusions, branches.map(Branch::head));
  }

  /** How many features each head sees; the outputs where a fusion module gives the logits. */
  PerModality<Long> featureWidths(int outputs) {
    return encoders.map(e -> e.head().map(h -> h.weight().shape().get(1)).orElse((long) outputs));
  }

  /** What one modality has, whoever runs its head. */
  private record Branch(List<Stage> stages, Linear head) {}

  private static List<Stage> stages(
      ParameterPlan plan, ModelSpec spec, List<Long> widths, Modality modality, SampleShape shape) {
    String name = "encoders." + modality;
    Role role = new Role.Main(modality);
    long inputs = shape.dims().get(0);
    ModelSpec.Encoder kind = spec.encoder();
    EncoderTraits.of(kind).require(kind, modality, shape);
    long first = widths.isEmpty() ? spec.width().orElse(standardWidth(kind)) : widths.get(0);
    return switch (kind) {
      case SMALL_CNN -> {
        SmallCnn cnn = widths.isEmpty() ? SmallCnn.ofWidth(first) : new SmallCnn(widths);
        yield cnn.declare(plan, name, role, inputs);
      }
      case MLP -> new Mlp(first).declare(plan, name, role, inputs);
      case RESNET18 -> ResNet.of18Layers(first).declare(plan, name, role, inputs);
      case R3D18 -> new R3d(first).declare(plan, name, role, inputs);
      case I3D -> new I3d(first).declare(plan, name, role, inputs);
    };
  }

  private static int standardWidth(ModelSpec.Encoder kind) {
    return kind == ModelSpec.Encoder.SMALL_CNN ? 32 : 64;
  }

  private static FusionPoint fusionPoint(
      ParameterPlan plan, ModelSpec.Fusion spec, PerModality<Branch> branches, At at) {
    PerModality<Long> channels = branches.map(b -> b.stages().get(at.depth() - 1).channels());
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
        at.depth(),
        channels,
        channels.mapWithModality(
            (modality, c) ->
                plan.buffer(name + running + modality, 0, module.messageSize(modality))));
  }

  /** Where the {@code index}-th fusion module stands. */
  private record At(int index, int depth) {}

  private static At depth(String stage, PerModality<Encoder> encoders, List<FusionPoint> before) {
    List<String> names = encoders.values().get(0).stages().stream().map(Stage::name).toList();
    int depth = names.indexOf(stage) + 1;
    if (depth == 0) {
      throw new BadInputException("model.fusion.after", stage, "one of the stages " + names);
    }
    if (!before.isEmpty() && depth <= before.get(before.size() - 1).depth()) {
      throw new BadInputException(
          "model.fusion.after", stage + " out of order", "each stage once, in the order " + names);
    }
    return new At(before.size(), depth);
  }
}
