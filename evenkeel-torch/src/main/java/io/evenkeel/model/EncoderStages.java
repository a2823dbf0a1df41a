package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.Role;
import io.evenkeel.recipe.EncoderSpec;
import io.evenkeel.recipe.ModelSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * Declares the encoder and the head of each modality.
 *
 * @param plan collects their parameters
 * @param spec what recipes say
 * @param widths the channels of each stage, where they are not those of the recipe
 * @param modules collects the modules of users
 */
record EncoderStages(ParameterPlan plan, ModelSpec spec, List<Long> widths, UserModules modules) {

  Architecture.Branch branch(Modality modality, SampleShape shape, int classes) {
    EncoderSpec encoder = spec.encoder(modality.name());
    ModelSpec.Encoder kind = encoder.encoder();
    EncoderTraits.of(kind).require(spec.keyOfEncoder(modality.name()), kind, modality, shape);
    List<Stage> stages = stages(encoder, modality, shape);
    long features = stages.get(stages.size() - 1).channels();
    return new Architecture.Branch(
        stages, EncoderTraits.declareHead(plan, kind, modality, features, classes));
  }

  private List<Stage> stages(EncoderSpec encoder, Modality modality, SampleShape shape) {
    String name = "encoders." + modality;
    Role role = new Role.Main(modality);
    long inputs = shape.dims().get(0);
    ModelSpec.Encoder kind = encoder.encoder();
    long first = widths.isEmpty() ? encoder.width().orElse(standardWidth(kind)) : widths.get(0);
    return switch (kind) {
      case SMALL_CNN -> {
        SmallCnn cnn = widths.isEmpty() ? SmallCnn.ofWidth(first) : new SmallCnn(widths);
        yield cnn.declare(plan, name, role, inputs);
      }
      case MLP -> new Mlp(first).declare(plan, name, role, shape);
      case RESNET18 -> ResNet.of18Layers(first).declare(plan, name, role, inputs);
      case RESNET34 -> ResNet.of34Layers(first).declare(plan, name, role, inputs);
      case RESNET50 -> ResNet.of50Layers(first).declare(plan, name, role, inputs);
      case R3D18 -> new R3d(first).declare(plan, name, role, inputs);
      case I3D -> new I3d(first).declare(plan, name, role, inputs);
      case TCN -> new Tcn(first).declare(plan, name, role, shape);
      case TRANSFORMER -> new Transformer(first).declare(plan, name, role, shape);
      case GRU -> new Gru(first).declare(plan, name, role, shape);
      case SCRIPT ->
          ScriptStages.load(Path.of(encoder.script().orElseThrow()), modules)
              .declare(plan, name, role, shape);
    };
  }

  private static int standardWidth(ModelSpec.Encoder kind) {
    return kind == ModelSpec.Encoder.SMALL_CNN ? 32 : 64;
  }
}
