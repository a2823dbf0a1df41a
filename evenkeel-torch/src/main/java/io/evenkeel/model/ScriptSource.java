package io.evenkeel.model;

import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a network does in evaluation, as the {@code forward} of a TorchScript module: one tensor for
 * each modality in; the mean of the branch logits, then each branch's logits, out.
 */
final class ScriptSource {
  private final ModelSpec.Encoder encoder;
  private final Architecture architecture;
  private final Set<String> names;
  private final StringBuilder body = new StringBuilder();

  ScriptSource(ModelSpec.Encoder encoder, Architecture architecture, List<Parameter> parameters) {
    this.encoder = encoder;
    this.architecture = architecture;
    names = parameters.stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
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
    stages(from, architecture.encoders().values().get(0).stages().size());
    modalities.forEach(m -> assign(logits(m), linear(headName(m), spatialMean(features(m)))));
    String all = modalities.stream().map(this::logits).collect(Collectors.joining(", "));
    body.append("  return (torch.mean(torch.stack([%s], 0), [0]), %s)\n".formatted(all, all));
    return body.toString();
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
        String input = stage.equals("hidden1") ? norm(name + "norm", x) : x;
        assign(x, relu(linear(name + stage, input)));
      }
      case SMALL_CNN ->
          assign(
              x,
              relu(
                  switch (stage) {
                    case "conv1" ->
                        pool(convolution(name + stage, norm(name + "norm", x), "1", "2"));
                    case "conv3" -> convolution(name + stage, x, "2", "1");
                    default -> convolution(name + stage, x, "1", "1");
                  }));
      case R3D18, I3D ->
          throw new BadInputException(
              "model.encoder", encoder + ", which torchscript cannot express yet", "another");
      case RESNET18 -> {
        if (stage.equals("conv1")) {
          assign(x, norm(name + "bn1", convolution(name + stage, x, "2", "3")));
          assign(x, pool(relu(x)));
        } else {
          block(name + stage + ".0", x, stage.equals("layer1") ? "1" : "2");
          block(name + stage + ".1", x, "1");
        }
      }
    }
  }

  private void block(String name, String x, String stride) {
    assign("hidden", convolution(name + ".conv1", x, stride, "1"));
    assign("hidden", relu(norm(name + ".bn1", "hidden")));
    assign("hidden", norm(name + ".bn2", convolution(name + ".conv2", "hidden", "1", "1")));
    if (names.contains(name + ".downsample.0.weight")) {
      String shortcut = convolution(name + ".downsample.0", x, stride, "0");
      assign(x, norm(name + ".downsample.1", shortcut));
    }
    assign(x, relu("hidden + " + x));
  }

  private void fusion(int index) {
    if (!(architecture.fusions().get(index).module() instanceof Mmtm)) {
      throw new BadInputException(
          "model.fusion.kind", "a kind that torchscript cannot express yet", "mmtm");
    }
    String name = "fusion." + index;
    List<Modality> modalities = architecture.encoders().modalities();
    String squeezes =
        modalities.stream().map(m -> spatialMean(features(m))).collect(Collectors.joining(", "));
    assign("joint", relu(linear(name + ".squeeze", "torch.cat([" + squeezes + "], 1)")));
    for (Modality m : modalities) {
      String gate = "torch.sigmoid(" + linear(name + ".excite." + m, "joint") + ")";
      String shaped = images() ? gate + ".unsqueeze(2).unsqueeze(3)" : gate;
      assign(features(m), features(m) + " * " + shaped);
    }
  }

  private void assign(String variable, String value) {
    body.append("  ").append(variable).append(" = ").append(value).append('\n');
  }

  private boolean images() {
    return encoder != ModelSpec.Encoder.MLP;
  }

  private String headName(Modality modality) {
    String own = "heads." + modality;
    return names.contains(own + ".weight") ? own : "encoders." + modality + ".fc";
  }

  private String spatialMean(String x) {
    return images() ? "torch.mean(" + x + ", [2, 3])" : x;
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

  /** The tensor of this name; a module's name may be no identifier: "0", "front-view". */
  private static String tensor(String name) {
    String path = "self";
    for (String part : name.split("\\.", -1)) {
      path = "getattr(" + path + ", \"" + part + "\")";
    }
    return path;
  }

  private String convolution(String name, String x, String stride, String padding) {
    String bias = names.contains(name + ".bias") ? tensor(name + ".bias") : "None";
    return "torch.conv2d(%s, %s, %s, [%4$s, %4$s], [%5$s, %5$s], [1, 1], 1)"
        .formatted(x, tensor(name + ".weight"), bias, stride, padding);
  }

  private static String norm(String name, String x) {
    return "torch.batch_norm(%s, %s, %s, %s, %s, False, 0.1, 1e-5, False)"
        .formatted(
            x,
            tensor(name + ".weight"),
            tensor(name + ".bias"),
            tensor(name + ".running_mean"),
            tensor(name + ".running_var"));
  }

  private static String linear(String name, String x) {
    return "torch.linear(%s, %s, %s)"
        .formatted(x, tensor(name + ".weight"), tensor(name + ".bias"));
  }

  private static String relu(String x) {
    return "torch.relu(" + x + ")";
  }

  private static String pool(String x) {
    return "torch.max_pool2d(" + x + ", [3, 3], [2, 2], [1, 1], [1, 1], False)";
  }
}
