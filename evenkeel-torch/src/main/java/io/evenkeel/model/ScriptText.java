package io.evenkeel.model;

import io.evenkeel.torch.Window;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Operations that more than one part of a network has, as expressions of TorchScript. */
final class ScriptText {
  /**
   * What no part of a module may be called: words of the language, which a saved module would have
   * where it names the part; the module of its operations; the flag that every module has.
   */
  private static final Set<String> RESERVED =
      Set.of(
          ("and as assert break class continue def del elif else for global if import in is not or"
                  + " pass raise return while with torch training")
              .split(" "));

  private ScriptText() {}

  /** The tensor or module of this name, parts of which may be no identifiers: "0", "front-view". */
  static String part(String name) {
    String path = "self";
    for (String part : inModule(name).split("\\.", -1)) {
      path = "getattr(" + path + ", \"" + part + "\")";
    }
    return path;
  }

  /**
   * A dotted name as a module has it: parts that are reserved begin with a capital, as no modality
   * does.
   */
  static String inModule(String name) {
    return Arrays.stream(name.split("\\.", -1))
        .map(part -> RESERVED.contains(part) ? capitalized(part) : part)
        .collect(Collectors.joining("."));
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  static String relu(String x) {
    return "torch.relu(" + x + ")";
  }

  static String sigmoid(String x) {
    return "torch.sigmoid(" + x + ")";
  }

  /** Some of the second dimension: channels, or columns. */
  static String columns(String x, long start, long count) {
    return "torch.narrow(%s, 1, %d, %d)".formatted(x, start, count);
  }

  static String concatenated(Iterable<String> parts) {
    return "torch.cat([" + String.join(", ", parts) + "], 1)";
  }

  /** (batch, steps, channels) of (batch, channels, steps), and the other way round. */
  static String stepsAndChannelsSwapped(String x) {
    return "torch.transpose(" + x + ", 1, 2)";
  }

  static String maxPool2d(String x, Window window) {
    return "torch.max_pool2d(%s, %s, %s, %s, [1, 1], False)"
        .formatted(
            x,
            Arrays.toString(window.kernels()),
            Arrays.toString(window.strides()),
            Arrays.toString(window.paddings()));
  }
}
