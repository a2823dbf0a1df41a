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
  private final ModelSpec spec;
  private final Architecture architecture;
  private final Set<String> names;
  private final ScriptText text;
  private final ScriptText textOfI3d;
  private final StringBuilder body = new StringBuilder();

  ScriptSource(ModelSpec spec, Architecture architecture, List<Parameter> parameters) {
    this.spec = spec;
    this.architecture = architecture;
    names = parameters.stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
    text = new ScriptText(names);
    textOfI3d = new ScriptText(names, I3dUnits.NORM.epsilon());
  }

  String forward() {
    List<Modality> modalities = architecture.encoders().modalities();
    String arguments =
        modalities.stream().map(m -> ", " + input(m) + ": Tensor").collect(Collectors.joining());
    body.append("def forward(self").append(arguments).append("):\n");
    modalities.forEach(m -> assign(features(m), input(m)));
    PerModality<Integer> from = architecture.encoders().map(encoder -> 0);
    for (int k = 0; k < architecture.fusions().size(); k++) {
      PerModality<Integer> depths = architecture.fusions().get(k).depths();
      stages(from, depths);
      fusion(k);
      from = depths;
    }
    PerModality<Integer> end = architecture.encoders().map(encoder -> encoder.stages().size());
    stages(from, end);
    for (Modality m : modalities) {
      String squeezed = spatialMean(features(m), directions(m, end.get(m)));
      assign(logits(m), text.linear(EncoderTraits.of(kind(m)).headName(m), squeezed));
    }
    String all = modalities.stream().map(this::logits).collect(Collectors.joining(", "));
    body.append("  return (torch.mean(torch.stack([%s], 0), [0]), %s)\n".formatted(all, all));
    return ScriptText.SAME + body;
  }

  private void stages(PerModality<Integer> from, PerModality<Integer> to) {
    architecture
        .encoders()
        .forEach(
            (modality, parts) ->
                parts
                    .stages()
                    .subList(from.get(modality), to.get(modality))
                    .forEach(stage -> stage(modality, stage.name())));
  }

  private ModelSpec.Encoder kind(Modality modality) {
    return spec.encoder(modality.name()).encoder();
  }

  private void stage(Modality modality, String stage) {
    String name = "encoders." + modality + ".";
    String x = features(modality);
    switch (kind(modality)) {
      case MLP -> {
        if (names.contains(name + "embedding0.weight")) {
          throw refused(modality, "mlp on categories");
        }
        String input = stage.equals("hidden1") ? text.norm(name + "norm", x) : x;
        assign(x, relu(text.linear(name + stage, input)));
      }
      case SMALL_CNN -> assign(x, relu(smallCnn(name, stage, x)));
      case RESNET18, RESNET34, RESNET50 -> {
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
      case TCN, TRANSFORMER, GRU, SCRIPT -> throw refused(modality, kind(modality).key());
    }
  }

  private BadInputException refused(Modality modality, String found) {
    return new BadInputException(
        spec.keyOfEncoder(modality.name()),
        found + ", which torchscript cannot express yet",
        "an encoder for images or clips, or mlp on numbers alone");
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
    String weight(String block, int index) {
      return block + ".conv" + index + convolution + ".weight";
    }

    String norm(String block, int index) {
      return norm.isEmpty() ? block + ".conv" + index + ".1" : block + "." + norm + index;
    }
  }

  private void residual(String layer, String x, Residual kind) {
    for (int b = 0; names.contains(kind.weight(layer + "." + b, 1)); b++) {
      block(layer + "." + b, x, b > 0 || layer.endsWith("layer1") ? 1 : 2, kind);
    }
  }

  private void block(String name, String x, int stride, Residual kind) {
    boolean bottleneck = names.contains(kind.weight(name, 3));
    Windows windows = kind.windows();
    Window one = windows.of(1, 1, 0);
    unit(name, x, new Part(1, bottleneck ? one : windows.of(3, stride, 1)), kind);
    assign("hidden", relu("hidden"));
    unit(name, "hidden", new Part(2, windows.of(3, bottleneck ? stride : 1, 1)), kind);
    if (bottleneck) {
      assign("hidden", relu("hidden"));
      unit(name, "hidden", new Part(3, one), kind);
    }
    if (names.contains(name + ".downsample.0.weight")) {
      Window window = kind.windows().of(1, stride, 0);
      assign(x, text.convolution(name + ".downsample.0", x, window));
      assign(x, text.norm(name + ".downsample.1", x));
    }
    assign(x, relu("hidden + " + x));
  }

  /** The {@code index}-th convolution of a block. */
  private record Part(int index, Window window) {}

  private void unit(String block, String x, Part part, Residual kind) {
    String convolution = block + ".conv" + part.index() + kind.convolution();
    assign("hidden", text.convolution(convolution, x, part.window()));
    assign("hidden", text.norm(kind.norm(block, part.index()), "hidden"));
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
    return relu(textOfI3d.norm(name + ".bn", text.convolution(name + ".conv3d", x, cube.window())));
  }

  private void fusion(int index) {
    if (!(architecture.fusions().get(index).module() instanceof Mmtm)) {
      throw new BadInputException(
          "model.fusion.kind", "a kind that torchscript cannot express yet", "mmtm");
    }
    String name = "fusion." + index;
    PerModality<Integer> depths = architecture.fusions().get(index).depths();
    List<Modality> modalities = architecture.encoders().modalities();
    String squeezes =
        modalities.stream()
            .map(m -> spatialMean(features(m), directions(m, depths.get(m))))
            .collect(Collectors.joining(", "));
    assign("joint", relu(text.linear(name + ".squeeze", "torch.cat([" + squeezes + "], 1)")));
    for (Modality m : modalities) {
      String gate = "torch.sigmoid(" + text.linear(name + ".excite." + m, "joint") + ")";
      String spread = ".unsqueeze(-1)".repeat(directions(m, depths.get(m)));
      assign(features(m), features(m) + " * " + gate + spread);
    }
  }

  private void assign(String variable, String value) {
    body.append("  ").append(variable).append(" = ").append(value).append('\n');
  }

  /** How many directions of space and time features have after so many stages. */
  private int directions(Modality modality, int depth) {
    int stages = architecture.encoders().get(modality).stages().size();
    boolean pooled = kind(modality) == ModelSpec.Encoder.I3D && depth == stages;
    return pooled ? 0 : EncoderTraits.of(kind(modality)).input().directions();
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
