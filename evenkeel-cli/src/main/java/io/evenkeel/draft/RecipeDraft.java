package io.evenkeel.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.evenkeel.recipe.InputSpec.Kind;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A first recipe.
 *
 * @param origin what it was made from, in a sentence
 * @param samples how many samples there are
 * @param manifest the manifest, as the recipe calls it
 * @param directory the root of its paths, as the recipe calls it; absent is the manifest's folder
 * @param roles what columns are that are no modality
 * @param inputs the modalities
 */
record RecipeDraft(
    String origin,
    int samples,
    String manifest,
    Optional<String> directory,
    ManifestRoles roles,
    List<InputGuess> inputs) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FEW_SAMPLES = 10_000;
  private static final int STEPS = 2000;
  private static final double TRAINED = 0.7;

  /** The recipe as YAML, with comments. */
  String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# ").append(oneLine(origin)).append('\n');
    yaml.append(
        "# Guesses say why; change what is wrong. All keys: docs/own-data.md, docs/training.md.\n");
    yaml.append("seed: 1\n");
    yaml.append("epochs: ")
        .append(epochs())
        .append("   # about %d steps in all\n".formatted(epochs() * stepsOfAnEpoch()));
    yaml.append("batch_size: ").append(batch()).append('\n');
    if (hasVideos()) {
      yaml.append("evaluation_batch_size: 32   # videos: more at a time only take more memory\n");
    }
    yaml.append("\nstrategy:\n");
    yaml.append(
        "  name: guided   # balanced multi-modal learning; vanilla is plain training, to compare with\n");
    yaml.append("\ndata:\n  source: manifest\n");
    yaml.append("  manifest: ").append(quoted(manifest)).append('\n');
    directory.ifPresent(
        folder ->
            yaml.append("  directory: ")
                .append(quoted(folder))
                .append("   # paths are relative to it\n"));
    yaml.append("  modalities: ").append(names()).append("   # naming one trains it alone\n");
    if (inputs.stream().anyMatch(i -> i.kind() == Kind.IMAGE || i.kind() == Kind.VIDEO)) {
      yaml.append(
          "  normalization: standardize   # of images and videos, over the training split\n");
    }
    appendTable(yaml);
    yaml.append("  inputs:\n");
    inputs.forEach(input -> append(yaml, input));
    appendModel(yaml);
    yaml.append("\noptimizer:\n  learning_rate: ").append(learningRate());
    yaml.append("\n  momentum: 0.9\n  weight_decay: 1.0e-4\n");
    return yaml.toString();
  }

  private boolean hasVideos() {
    return inputs.stream().anyMatch(input -> input.kind() == Kind.VIDEO);
  }

  private int batch() {
    return hasVideos() ? 16 : samples < FEW_SAMPLES ? 32 : 64;
  }

  private long stepsOfAnEpoch() {
    return Math.max(1, Math.round(TRAINED * samples / batch()));
  }

  private long epochs() {
    long epochs = Math.round(STEPS * batch() / (TRAINED * samples));
    return Math.max(5, Math.min(60, epochs));
  }

  /** Larger where no encoder is of a kind that it makes diverge. */
  private String learningRate() {
    boolean robust =
        inputs.stream().allMatch(input -> Set.of("small-cnn", "mlp").contains(input.encoder()));
    return robust ? "0.02" : "0.01";
  }

  private String names() {
    return inputs.stream().map(InputGuess::name).collect(Collectors.joining(", ", "[", "]"));
  }

  private void appendTable(StringBuilder yaml) {
    yaml.append("  table:\n");
    roles.reasons().forEach(reason -> yaml.append("    # ").append(oneLine(reason)).append('\n'));
    yaml.append("    task: ").append(roles.task()).append('\n');
    yaml.append("    label: ").append(quoted(roles.label())).append('\n');
    roles.split().ifPresent(column -> key(yaml, "split", column));
    roles.group().ifPresent(column -> key(yaml, "group", column));
    roles.weight().ifPresent(column -> key(yaml, "weight", column));
    if (roles.split().isEmpty()) {
      yaml.append("    validation: 0.1   # shares that are drawn by the seed\n    test: 0.2\n");
    }
  }

  private static void key(StringBuilder yaml, String key, String column) {
    yaml.append("    ").append(key).append(": ").append(quoted(column)).append('\n');
  }

  private static void append(StringBuilder yaml, InputGuess input) {
    yaml.append("    ").append(input.name()).append(":\n");
    input.reasons().forEach(reason -> yaml.append("      # ").append(oneLine(reason)).append('\n'));
    yaml.append("      kind: ").append(input.kind().key()).append('\n');
    input
        .keys()
        .forEach(
            (key, value) ->
                yaml.append("      ").append(key).append(": ").append(value).append('\n'));
  }

  private void appendModel(StringBuilder yaml) {
    List<String> encoders = inputs.stream().map(InputGuess::encoder).distinct().toList();
    yaml.append("\nmodel:\n");
    if (encoders.size() == 1) {
      yaml.append("  encoder: ").append(encoders.get(0)).append('\n');
      return;
    }
    yaml.append("  encoders:\n");
    for (InputGuess input : inputs) {
      yaml.append("    ").append(input.name()).append(": {encoder: ").append(input.encoder());
      yaml.append('}').append(input.others().isEmpty() ? "" : "   # or " + input.others());
      yaml.append('\n');
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** Text as YAML takes it: plain where nothing can be misread. */
  static String quoted(String text) {
    if (text.matches("[A-Za-z_./][A-Za-z0-9_./-]*")
        && !text.matches("(?i)true|false|yes|no|on|off|null|y|n|[.]+(inf|nan)?")) {
      return text;
    }
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
