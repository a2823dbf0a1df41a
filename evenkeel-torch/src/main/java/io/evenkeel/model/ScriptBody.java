package io.evenkeel.model;

import io.evenkeel.torch.ScriptModule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The statements of a TorchScript method while they are written, and the methods that they call.
 */
final class ScriptBody {
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Set<String> methods = new LinkedHashSet<>();
  private final Map<String, ScriptModule> modules = new LinkedHashMap<>();
  private final StringBuilder statements = new StringBuilder();

  /**
   * A variable for the value of an expression. As nothing is ever written over, the same expression
   * is computed once and has the same variable everywhere.
   */
  String let(String expression) {
    return variables.computeIfAbsent(
        expression,
        value -> {
          String variable = "v" + variables.size();
          statements.append("  ").append(variable).append(" = ").append(value).append('\n');
          return variable;
        });
  }

  /** Has the module define a method, once however often it is asked for. */
  void define(String method) {
    methods.add(method);
  }

  /** What a module gives of {@code x}; it is to be part of the one that is written. */
  String call(String name, ScriptModule module, String x) {
    modules.put(ScriptText.inModule(name), module);
    return "%s.forward(%s)".formatted(ScriptText.part(name), x);
  }

  /** The modules that are called, by their dotted names within the one that is written. */
  Map<String, ScriptModule> modules() {
    return Collections.unmodifiableMap(modules);
  }

  /**
   * The module's methods.
   *
   * @param signature of the one that has these statements: "forward(self, x: Tensor)"
   * @param result what it returns
   */
  String source(String signature, String result) {
    return String.join("", methods)
        + "def %s:\n%s  return %s\n".formatted(signature, statements, result);
  }
}
