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
 * The parts of a network, put together from a recipe: encoders, and fusion modules with their
 * depths.
 *
 * @param encoders one for each modality
 * @param fusions the fusion modules in depth order
 * @param depths after how many stages each fusion module stands
 * @param fusedChannels what each fusion module squeezes, in channels of each modality
 */
record Architecture(
    PerModality<Encoder> encoders,
    List<Mmtm> fusions,
    List<Integer> depths,
    List<PerModality<Long>> fusedChannels) {

  static Architecture declare(
      ParameterPlan plan,
      ModelSpec spec,
      List<Long> widths,
      PerModality<SampleShape> shapes,
      int classes) {
    PerModality<Encoder> encoders =
        shapes.mapWithModality(
            (modality, shape) -> {
              List<Stage> stages = stages(plan, spec.encoder(), widths, modality, shape);
              long features = stages.get(stages.size() - 1).channels();
              var role = new Role.Main(modality);
              return new Encoder(
                  stages, Linear.declare(plan, "heads." + modality, role, features, classes));
            });
    List<Mmtm> fusions = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    List<PerModality<Long>> fusedChannels = new ArrayList<>();
    // One branch has nobody to exchange information with.
    List<String> after = shapes.size() == 1 ? List.of() : spec.fusion().after();
    for (String stage : after) {
      int depth = depth(stage, encoders, depths);
      PerModality<Long> channels = encoders.map(e -> e.stages().get(depth - 1).channels());
      String name = "fusion." + fusions.size();
      fusions.add(Mmtm.declare(plan, name, channels, spec.fusion().ratio()));
      depths.add(depth);
      fusedChannels.add(channels);
    }
    return new Architecture(encoders, fusions, depths, fusedChannels);
  }

  private static List<Stage> stages(
      ParameterPlan plan,
      ModelSpec.Encoder kind,
      List<Long> widths,
      Modality modality,
      SampleShape shape) {
    return switch (kind) {
      case SMALL_CNN -> {
        requireDims(kind, modality, shape, 3, "images of [channels, height, width]");
        SmallCnn cnn = widths.isEmpty() ? SmallCnn.standard() : new SmallCnn(widths);
        yield cnn.declare(plan, modality, shape.dims().get(0));
      }
      case MLP -> {
        requireDims(kind, modality, shape, 1, "vectors of [features]");
        Mlp mlp = widths.isEmpty() ? Mlp.standard() : new Mlp(widths.get(0));
        yield mlp.declare(plan, modality, shape.dims().get(0));
      }
    };
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

  private static int depth(String stage, PerModality<Encoder> encoders, List<Integer> before) {
    List<String> names = encoders.values().get(0).stages().stream().map(Stage::name).toList();
    int depth = names.indexOf(stage) + 1;
    if (depth == 0) {
      throw new BadInputException("model.fusion.after", stage, "one of the stages " + names);
    }
    if (!before.isEmpty() && depth <= before.get(before.size() - 1)) {
      throw new BadInputException(
          "model.fusion.after", stage + " out of order", "each stage once, in the order " + names);
    }
    return depth;
  }
}
