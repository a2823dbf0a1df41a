package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.input.BadInputException;
import io.evenkeel.modality.Role;
import io.evenkeel.safetensors.NamedArray;
import io.evenkeel.torch.Gradients;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Scope;
import io.evenkeel.torch.ScriptModule;
import io.evenkeel.torch.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The stages of a TorchScript module of the user's: the modules within its {@code stages}, in
 * order, each from one tensor (batch, …) to one tensor (batch, channels, space…).
 *
 * <p>Their parameters begin with what the file says and are trained in the network's own memory,
 * which takes the place of that of the file; their buffers of floating-point numbers are recorded
 * in its statistics. A fusion module stands between two stages: what it gives is what the next one
 * sees.
 *
 * @param file where the module is from
 * @param stages by name
 */
record ScriptStages(Path file, Map<String, ScriptModule> stages) {
  private static final String CHILD = "stages";
  private static final String EXPECTED =
      "a TorchScript module whose child \"stages\" (nn.Sequential or nn.ModuleDict) has the stages";

  /** Reads a file; {@code modules} keeps what it holds alive. */
  static ScriptStages load(Path file, UserModules modules) {
    if (!Files.isRegularFile(file)) {
      String found = Files.exists(file) ? "no regular file" : "no such file";
      throw new BadInputException("model script, " + file, found, EXPECTED);
    }
    try (Scope scope = Scope.open()) {
      ScriptModule root = module(file);
      ScriptModule parent = root.children().get(CHILD);
      Map<String, ScriptModule> stages = new LinkedHashMap<>();
      if (parent != null) {
        parent.children().forEach((name, stage) -> stages.put(name, modules.keep(stage)));
      }
      if (stages.isEmpty()) {
        throw new BadInputException(
            "model script, " + file,
            parent == null ? "children " + root.children().keySet() : "no stages",
            EXPECTED);
      }
      return new ScriptStages(file, stages);
    }
  }

  private static ScriptModule module(Path file) {
    try {
      return ScriptModule.load(file);
    } catch (RuntimeException e) {
      throw new BadInputException(
          "model script, " + file, "a file that libtorch cannot load as a module", EXPECTED, e);
    }
  }

  List<Stage> declare(ParameterPlan plan, String name, Role role, SampleShape shape) {
    List<Stage> declared = new ArrayList<>();
    try (Scope scope = Scope.open();
        Gradients off = Gradients.off()) {
      // What every stage gives of a batch of zeros tells whether it takes such samples.
      Tensor x = zeros(shape);
      for (var stage : stages.entrySet()) {
        ScriptModule module = stage.getValue();
        x = tried(stage.getKey(), module, x, shape);
        List<Parameter> statistics = declare(plan, name + "." + stage.getKey(), role, module);
        declared.add(
            new Stage(
                stage.getKey(),
                x.shape()[1],
                (a, mode) -> a.with(run(module, statistics, a.values(), mode)),
                (a, body) ->
                    ScriptActivation.of(
                        body.let(
                            body.call(
                                name + "." + stage.getKey(),
                                module.evaluatingCopy(),
                                a.values())))));
      }
    }
    return declared;
  }

  private static Tensor zeros(SampleShape shape) {
    LongStream sizes = shape.dims().stream().mapToLong(Integer::longValue);
    return Tensor.zeros(Precision.FLOAT32, LongStream.concat(LongStream.of(2), sizes).toArray());
  }

  private Tensor tried(String stage, ScriptModule module, Tensor input, SampleShape shape) {
    String where = "model script, " + file + ", stage " + stage;
    Tensor output;
    try {
      output = module.apply(input, false);
    } catch (RuntimeException e) {
      List<String> lines = String.valueOf(e.getMessage()).strip().lines().toList();
      throw new BadInputException(
          where,
          "a failure on samples of shape "
              + shape.dims()
              + ": "
              + lines.get(lines.size() - 1).strip(),
          "a module from one tensor (batch, …) to one tensor (batch, channels, space…)",
          e);
    }
    long[] dims = output.shape();
    if (dims.length < 2 || dims[0] != 2 || !output.isFloatingPoint()) {
      throw new BadInputException(
          where,
          "an output of shape " + LongStream.of(dims).boxed().toList() + " for a batch of 2",
          "floating-point numbers (batch, channels, space…)");
    }
    return output;
  }

  /** Its parameters and statistics; gives the statistics. */
  private static List<Parameter> declare(
      ParameterPlan plan, String name, Role role, ScriptModule module) {
    try (Scope scope = Scope.open()) {
      module
          .parameters()
          .forEach(
              (path, tensor) ->
                  plan.trained(name + "." + path, role, given(path, tensor), tensor.shape())
                      .whenBound(memory -> put(module, path, memory)));
      List<Parameter> statistics = new ArrayList<>();
      module
          .buffers()
          .forEach(
              (path, tensor) -> {
                // Whole numbers, such as counters and positions, stay as the file has them.
                if (tensor.isFloatingPoint()) {
                  Parameter buffer =
                      plan.buffer(name + "." + path, given(path, tensor), tensor.shape());
                  buffer.whenBound(memory -> put(module, path, memory));
                  statistics.add(buffer);
                }
              });
      return statistics;
    }
  }

  private static Initialization given(String path, Tensor tensor) {
    List<Long> shape = LongStream.of(tensor.shape()).boxed().toList();
    return new Initialization.Given(new NamedArray(path, shape, tensor.detach().toFloats()));
  }

  private static void put(ScriptModule module, String path, Tensor memory) {
    try (Scope scope = Scope.open()) {
      module.put(path, memory);
    }
  }

  private static Tensor run(
      ScriptModule module, List<Parameter> statistics, Tensor input, Mode mode) {
    if (mode != Mode.REHEARSE) {
      return module.apply(input, mode == Mode.TRAIN);
    }
    // A module records whenever it trains: what it has recorded is put back.
    List<Tensor> before = statistics.stream().map(p -> p.value().copy()).toList();
    Tensor output = module.apply(input, true);
    for (int k = 0; k < before.size(); k++) {
      statistics.get(k).value().copy_(before.get(k));
    }
    return output;
  }
}
