package io.evenkeel.model;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.torch.Window;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a network does in evaluation, as the {@code forward} of a TorchScript module: one tensor for
 * each modality in; the mean of the branch logits, then each branch's logits, out.
 */
final class ScriptSource {
  private final ModelSpec.Encoder encoder;
  private final Architecture architecture;
  private final Set<String> names;
  private final ScriptText text;
  private final StringBuilder body = new StringBuilder();

  ScriptSource(ModelSpec.Encoder encoder, Architecture architecture, List<Parameter> parameters) {
    this.encoder = encoder;
    this.architecture = architecture;
    names = parameters.stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
    double epsilon = encoder == ModelSpec.Encoder.I3D ? I3dUnits.NORM.epsilon() : 1e-5;
    text = new ScriptText(names, epsilon);
  }

  String forward() {
    List<Modality> modalities = architecture.encoders().modalities();
    String arguments =
        modalities.stream().map(m -> ", " + input(m) + ": Tensor").collect(Collectors.joining());
    body.append("def forward(self").append(arguments).append("):\n");
    modalities.forEach(m -> assign(features(m), input(m)));
    int from = 0;
    for (int k = 0; k < architecture.fusions().size(); k++) {
      int depth = architecture.fusions().get(k).depth();
      stages(from, depth);
      fusion(k);
      from = depth;
    }
    stages(from, stageCount());
    int directions = directions(stageCount());
    EncoderTraits traits = EncoderTraits.of(encoder);
    for (Modality m : modalities) {
      String squeezed = spatialMean(features(m), directions);
      assign(logits(m), text.linear(traits.headName(m), squeezed));
    }
    String all = modalities.stream().map(this::logits).collect(Collectors.joining(", "));
    body.append("  return (torch.mean(torch.stack([%s], 0), [0]), %s)\n".formatted(all, all));
    return ScriptText.SAME + body;
  }

  private void stages(int from, int to) {
    architecture
        .encoders()
        .forEach(
            (modality, parts) ->
                parts.stages().subList(from, to).forEach(stage -> stage(modality, stage.name())));
  }

  private void stage(Modality modality, String stage) {
    String name = "encoders." + modality + ".";
    String x = features(modality);
    switch (encoder) {
      case MLP -> {
        String input = stage.equals("hidden1") ? text.norm(name + "norm", x) : x;
        assign(x, relu(text.linear(name + stage, input)));
      }
      case SMALL_CNN -> assign(x, relu(smallCnn(name, stage, x)));
      case RESNET18 -> {
        if (stage.equals("conv1")) {
          assign(x, text.norm(name + "bn1", text.convolution(name + stage, x, ResNet.STEM)));
          assign(x, ScriptText.maxPool2d(relu(x), ResNet.POOL));
        } else {
          residual(name + stage, x, new Residual("", "bn", (k, s, p) -> new Window(k, s, p)));
        }
      }
      case R3D18 -> {
        if (stage.equals("stem")) {
          assign(x, text.convolution(name + "stem.0", x, R3d.STEM));
          assign(x, relu(text.norm(name + "stem.1", x)));
        } else {
          residual(name + stage, x, new Residual(".0", "", R3d::cube));
        }
      }
      case I3D -> inception(name + stage, stage, x);
    }
  }

  private String smallCnn(String name, String stage, String x) {
    return switch (stage) {
      case "conv1" ->
          ScriptText.maxPool2d(
              text.convolution(name + stage, text.norm(name + "norm", x), SmallCnn.FIVE),
              SmallCnn.POOL);
      case "conv3" -> text.convolution(name + stage, x, SmallCnn.THREE_HALVING);
      default -> text.convolution(name + stage, x, SmallCnn.THREE);
    };
  }

  @FunctionalInterface
  private interface Windows {
    Window of(int kernel, int stride, int padding);
  }

  /**
   * How the residual networks differ.
   *
   * @param convolution what is behind "conv1" in the name of a convolution
   * @param norm what its batch norm has in place of "conv"; "" if it is conv1.1
   */
  private record Residual(String convolution, String norm, Windows windows) {
    String norm(String block, int index) {
      return norm.isEmpty() ? block + ".conv" + index + ".1" : block + "." + norm + index;
    }
  }

  private void residual(String layer, String x, Residual kind) {
    block(layer + ".0", x, layer.endsWith("layer1") ? 1 : 2, kind);
    block(layer + ".1", x, 1, kind);
  }

  private void block(String name, String x, int stride, Residual kind) {
    String first = name + ".conv1" + kind.convolution();
    String second = name + ".conv2" + kind.convolution();
    assign("hidden", text.convolution(first, x, kind.windows().of(3, stride, 1)));
    assign("hidden", relu(text.norm(kind.norm(name, 1), "hidden")));
    assign("hidden", text.convolution(second, "hidden", kind.windows().of(3, 1, 1)));
    assign("hidden", text.norm(kind.norm(name, 2), "hidden"));
    if (names.contains(name + ".downsample.0.weight")) {
      Window window = kind.windows().of(1, stride, 0);
      assign(x, text.convolution(name + ".downsample.0", x, window));
      assign(x, text.norm(name + ".downsample.1", x));
    }
    assign(x, relu("hidden + " + x));
  }

  private void inception(String name, String stage, String x) {
    switch (stage) {
      case "Conv3d_1a_7x7" -> {
        assign(x, ScriptText.samePadded(x, 7, 2));
        assign(x, unit(name, x, new I3dUnits.Cube(7, 2)));
      }
      case "Conv3d_2b_1x1" -> assign(x, unit(name, x, new I3dUnits.Cube(1, 1)));
      case "Conv3d_2c_3x3" -> assign(x, unit(name, x, new I3dUnits.Cube(3, 1)));
      case "MaxPool3d_2a_3x3", "MaxPool3d_3a_3x3" ->
          assign(x, ScriptText.sameMaxPool(x, I3d.EDGES));
      case "MaxPool3d_4a_3x3" -> assign(x, ScriptText.sameMaxPool(x, I3d.THREE));
      case "MaxPool3d_5a_2x2" -> assign(x, ScriptText.sameMaxPool(x, I3d.TWO));
      case "avg_pool" -> {
        assign(x, "torch.mean(" + x + ", [3, 4])");
        assign(x, "(%1$s[:, :, :-1] + %1$s[:, :, 1:]) * 0.5".formatted(x));
        assign(x, "torch.mean(" + x + ", [2])");
      }
      default -> {
        var one = new I3dUnits.Cube(1, 1);
        var three = new I3dUnits.Cube(3, 1);
        assign("b0", unit(name + ".b0", x, one));
        assign("b1", unit(name + ".b1b", unit(name + ".b1a", x, one), three));
        assign("b2", unit(name + ".b2b", unit(name + ".b2a", x, one), three));
        String pool = ScriptText.sameMaxPool(x, InceptionModule.POOL);
        assign("b3", unit(name + ".b3b", pool, one));
        assign(x, "torch.cat([b0, b1, b2, b3], 1)");
      }
    }
  }

  private String unit(String name, String x, I3dUnits.Cube cube) {
    return relu(text.norm(name + ".bn", text.convolution(name + ".conv3d", x, cube.window())));
  }

  private void fusion(int index) {
    if (!(architecture.fusions().get(index).module() instanceof Mmtm)) {
      throw new BadInputException(
          "model.fusion.kind", "a kind that torchscript cannot express yet", "mmtm");
    }
    String name = "fusion." + index;
    int directions = directions(architecture.fusions().get(index).depth());
    List<Modality> modalities = architecture.encoders().modalities();
    String squeezes =
        modalities.stream()
            .map(m -> spatialMean(features(m), directions))
            .collect(Collectors.joining(", "));
    assign("joint", relu(text.linear(name + ".squeeze", "torch.cat([" + squeezes + "], 1)")));
    for (Modality m : modalities) {
      String gate = "torch.sigmoid(" + text.linear(name + ".excite." + m, "joint") + ")";
      assign(features(m), features(m) + " * " + gate + ".unsqueeze(-1)".repeat(directions));
    }
  }

  private void assign(String variable, String value) {
    body.append("  ").append(variable).append(" = ").append(value).append('\n');
  }

  /** How many directions of space and time features have after so many stages. */
  private int directions(int depth) {
    boolean pooled = encoder == ModelSpec.Encoder.I3D && depth == stageCount();
    return pooled ? 0 : EncoderTraits.of(encoder).input().directions();
  }

  private int stageCount() {
    return architecture.encoders().values().get(0).stages().size();
  }

  private static String spatialMean(String x, int directions) {
    String dims = IntStream.range(2, 2 + directions).boxed().toList().toString();
    return directions == 0 ? x : "torch.mean(" + x + ", " + dims + ")";
  }

  private String input(Modality modality) {
    boolean identifier = modality.name().matches("[A-Za-z0-9_]+");
    return "input_" + (identifier ? modality.name() : Integer.toString(index(modality)));
  }

  private String features(Modality modality) {
    return "x" + index(modality);
  }

  private String logits(Modality modality) {
    return "logits" + index(modality);
  }

  private int index(Modality modality) {
    PerModality<Encoder> encoders = architecture.encoders();
    return encoders.modalities().indexOf(modality);
  }

  private static String relu(String x) {
    return ScriptText.relu(x);
  }
}
