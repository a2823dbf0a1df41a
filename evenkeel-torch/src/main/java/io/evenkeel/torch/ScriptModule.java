package io.evenkeel.torch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolType;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * A TorchScript module: tensors by dotted names and a method over them; it lives as long as the
 * {@link Scope} it was born in.
 */
public final class ScriptModule {
  private final JitModule handle;

  private ScriptModule(JitModule handle) {
    this.handle = handle;
  }

  /**
   * A module of these tensors and modules.
   *
   * @param modules that are to be parts of it, by dotted name; each dot opens a module within a
   *     module
   * @param parameters likewise
   * @param buffers likewise
   * @param source its {@code def forward(self, …)} in TorchScript
   */
  public static ScriptModule define(
      Map<String, ScriptModule> modules,
      Map<String, Tensor> parameters,
      Map<String, Tensor> buffers,
      String source) {
    Tree tree = new Tree();
    modules.forEach((name, module) -> tree.register(name, module.handle));
    parameters.forEach((name, tensor) -> tree.add(name, tensor, false));
    buffers.forEach((name, tensor) -> tree.add(name, tensor, true));
    tree.root.define(source);
    return new ScriptModule(tree.root);
  }

  /** Modules within modules, made as names ask for them. */
  private static final class Tree {
    private final CompilationUnit unit = new CompilationUnit();
    private final Map<String, JitModule> modules = new HashMap<>();
    private final JitModule root = module();

    private JitModule module() {
      JitModule made = new JitModule(new QualifiedName("__torch__.evenkeel.Module"), unit, true);
      // Without it eval() and train() of a loaded module fail.
      made.register_attribute(
          "training", new Type.TypePtr(BoolType.get().get()), new IValue(false));
      return made;
    }

    private JitModule at(String path) {
      if (path.isEmpty()) {
        return root;
      }
      JitModule known = modules.get(path);
      if (known != null) {
        return known;
      }
      return register(path, module());
    }

    private JitModule register(String path, JitModule made) {
      int dot = path.lastIndexOf('.');
      at(dot < 0 ? "" : path.substring(0, dot)).register_module(path.substring(dot + 1), made);
      modules.put(path, made);
      return made;
    }

    private void add(String name, Tensor tensor, boolean buffer) {
      int dot = name.lastIndexOf('.');
      at(dot < 0 ? "" : name.substring(0, dot))
          .register_parameter(name.substring(dot + 1), tensor.handle, buffer);
    }
  }

  /** Reads a file as {@code torch.jit.save} writes it; throws a RuntimeException on any other. */
  public static ScriptModule load(Path file) {
    // Onto the CPU, wherever it was saved from.
    return new ScriptModule(torch.load(file.toString(), cpu(), false));
  }

  private static DeviceOptional cpu() {
    return new DeviceOptional(new Device("cpu"));
  }

  JitModule handle() {
    return handle;
  }

  /** The modules directly within it by their names, in the order they were made. */
  public Map<String, ScriptModule> children() {
    Map<String, ScriptModule> children = new LinkedHashMap<>();
    var modules = handle.named_children();
    var last = modules.end();
    for (var at = modules.begin(); at.notEquals(last); at = at.increment()) {
      // A copy refers to the same module, and outlives the iterator.
      children.put(
          at.access().name().getString(), new ScriptModule(new JitModule(at.access().value())));
    }
    return children;
  }

  /** The same code with copies of all tensors, put to evaluation; in the scope that is open. */
  public ScriptModule evaluatingCopy() {
    ScriptModule copy = new ScriptModule(handle.deepcopy(cpu()));
    copy.handle.eval();
    return copy;
  }

  /** Puts a tensor in place of the parameter or buffer of this dotted name; shares its memory. */
  public void put(String name, Tensor tensor) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      handle.setattr(name, new IValue(tensor.handle));
    } else {
      ScriptModule child = children().get(name.substring(0, dot));
      if (child == null) {
        throw new IllegalArgumentException("no module for " + name);
      }
      child.put(name.substring(dot + 1), tensor);
    }
  }

  /** Moves what it holds to a device. */
  public void moveTo(io.evenkeel.torch.Device device) {
    handle.to(device.handle());
  }

  /**
   * The tensor that its forward makes of one.
   *
   * @param training whether it runs as in training
   */
  public Tensor apply(Tensor input, boolean training) {
    handle.train(training);
    IValueVector arguments = new IValueVector();
    arguments.push_back(new IValue(input.handle));
    boolean optimized = torch.getGraphExecutorOptimize();
    // The optimizer learns from the first runs and changes later ones by roundings: a run that is
    // resumed would not compute what an uninterrupted one does.
    torch.setGraphExecutorOptimize(false);
    try {
      return own(handle.forward(arguments).toTensor());
    } finally {
      torch.setGraphExecutorOptimize(optimized);
    }
  }

  /** Writes it for {@code torch.jit.load}; the file is not whole until this returns. */
  public void save(Path file) {
    handle.save(file.toString());
  }

  /** The tensors that its forward gives as a tuple. */
  public List<Tensor> forward(List<Tensor> inputs) {
    IValueVector arguments = new IValueVector();
    inputs.forEach(input -> arguments.push_back(new IValue(input.handle)));
    var outputs = handle.forward(arguments).toTupleRef().elements();
    List<Tensor> tensors = new ArrayList<>();
    for (long i = 0; i < outputs.size(); i++) {
      tensors.add(own(outputs.get(i).toTensor()));
    }
    return tensors;
  }

  /**
   * A handle of its own on the same tensor: what a value or an iterator gives is a reference into
   * itself, which no owner could keep alive.
   */
  private static Tensor own(org.bytedeco.pytorch.Tensor within) {
    return new Tensor(new org.bytedeco.pytorch.Tensor(within));
  }

  /** Every parameter and buffer by its dotted name. */
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = parameters();
    tensors.putAll(buffers());
    return tensors;
  }

  /** Every parameter by its dotted name. */
  public Map<String, Tensor> parameters() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    var parameters = handle.named_parameters(true);
    var last = parameters.end();
    for (var at = parameters.begin(); at.notEquals(last); at = at.increment()) {
      tensors.put(at.access().name().getString(), own(at.access().value()));
    }
    return tensors;
  }

  /** Every buffer by its dotted name. */
  public Map<String, Tensor> buffers() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    var buffers = handle.named_buffers(true);
    var last = buffers.end();
    for (var at = buffers.begin(); at.notEquals(last); at = at.increment()) {
      tensors.put(at.access().name().getString(), own(at.access().value()));
    }
    return tensors;
  }
}
