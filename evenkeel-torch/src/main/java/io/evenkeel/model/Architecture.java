package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a network, put together from a recipe.
 *
 * @param encoders one for each modality
 * @param fusions where the branches exchange information, in depth order
 */
record Architecture(PerModality<Encoder> encoders, List<FusionPoint> fusions) {

  static Architecture declare(
      ParameterPlan plan,
      ModelSpec spec,
      List<Long> widths,
      PerModality<SampleShape> shapes,
      int classes) {
    PerModality<Encoder> encoders =
        shapes.mapWithModality(
            (modality, shape) -> {
              List<Stage> stages = stages(plan, spec, widths, modality, shape);
              long features = stages.get(stages.size() - 1).channels();
              return new Encoder(
                  stages,
                  Linear.declare(
                      plan,
                      headName(spec.encoder(), modality),
                      new Role.Main(modality),
                      features,
                      classes));
            });
    List<FusionPoint> fusions = new ArrayList<>();
    // One branch has nobody to exchange information with.
    List<String> after = shapes.size() == 1 ? List.of() : spec.fusion().after();
    for (String stage : after) {
      fusions.add(fusionPoint(plan, spec.fusion(), encoders, depth(stage, encoders, fusions)));
    }
    return new Architecture(encoders, fusions);
  }

  /** As torchvision names the head of a residual network. */
  private static String headName(ModelSpec.Encoder kind, Modality modality) {
    return kind == ModelSpec.Encoder.RESNET18
        ? "encoders." + modality + ".fc"
        : "heads." + modality;
  }

  private static List<Stage> stages(
      ParameterPlan plan, ModelSpec spec, List<Long> widths, Modality modality, SampleShape shape) {
    String name = "encoders." + modality;
    Role role = new Role.Main(modality);
    long inputs = shape.dims().get(0);
    ModelSpec.Encoder kind = spec.encoder();
    return switch (kind) {
      case SMALL_CNN -> {
        requireImages(kind, modality, shape);
        SmallCnn cnn =
            widths.isEmpty() ? SmallCnn.ofWidth(spec.width().orElse(32)) : new SmallCnn(widths);
        yield cnn.declare(plan, name, role, inputs);
      }
      case MLP -> {
        requireDims(kind, modality, shape, 1, "vectors of [features]");
        long width = widths.isEmpty() ? spec.width().orElse(64) : widths.get(0);
        yield new Mlp(width).declare(plan, name, role, inputs);
      }
      case RESNET18 -> {
        requireImages(kind, modality, shape);
        yield ResNet.of18Layers(spec.width().orElse(64)).declare(plan, name, role, inputs);
      }
    };
  }

  private static void requireImages(ModelSpec.Encoder kind, Modality modality, SampleShape shape) {
    requireDims(kind, modality, shape, 3, "images of [channels, height, width]");
  }

  private static void requireDims(
      ModelSpec.Encoder kind, Modality modality, SampleShape shape, int dims, String expected) {
    if (shape.dims().size() != dims) {
      throw new BadInputException(
          "model.encoder",
          kind + " on modality " + modality + " of shape " + shape.dims(),
          expected);
    }
  }

  private static FusionPoint fusionPoint(
      ParameterPlan plan, ModelSpec.Fusion spec, PerModality<Encoder> encoders, At at) {
    PerModality<Long> channels = encoders.map(e -> e.stages().get(at.depth() - 1).channels());
    String name = "fusion." + at.index();
    return switch (spec.kind()) {
      case MMTM -> {
        Mmtm mmtm = Mmtm.declare(plan, name, channels, spec.ratio());
        yield new FusionPoint(
            mmtm,
            at.depth(),
            channels,
            channels.mapWithModality(
                (modality, c) -> plan.buffer(name + ".running_gate." + modality, 0, c)));
      }
    };
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
