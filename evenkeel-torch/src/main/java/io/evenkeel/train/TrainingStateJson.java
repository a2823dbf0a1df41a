package io.evenkeel.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.measure.Speeds;
import io.evenkeel.measure.Speeds.Sums;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.run.SplitScore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link TrainingState} as JSON. Numbers that are not whole are written as text, which reads back
 * to the same bits, NaN and infinity included.
 */
final class TrainingStateJson {
  private TrainingStateJson() {}

  /** Of a run whose method remembers these texts. */
  static ObjectNode write(TrainingState state, Map<String, String> method) {
    ObjectNode root = write(state);
    if (!method.isEmpty()) {
      ObjectNode remembered = root.putObject("method");
      inOrder(method).forEach(remembered::put);
    }
    return root;
  }

  /** What the method of the run remembered. */
  static Map<String, String> methodState(JsonNode root) {
    return texts(root.path("method"));
  }

  static ObjectNode write(TrainingState state) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("epoch", state.epoch()).put("step", state.step());
    ObjectNode strategy = root.putObject("strategy");
    inOrder(state.strategy().state()).forEach(strategy::put);
    ObjectNode speeds = root.putObject("speeds");
    state
        .speeds()
        .sums()
        .forEach(
            (m, s) -> put(put(speeds.putObject(m.name()), "main", s.main()), "bypass", s.bypass()));
    LearningRate rate = state.learningRate();
    put(
        put(root.putObject("learning_rate"), "value", rate.value())
            .put("epochs_done", rate.epochsDone())
            .put("epochs_without", rate.epochsWithout()),
        "lowest_loss",
        rate.lowestLoss());
    root.putObject("stopping")
        .put("perfect", state.stopping().perfect())
        .put("without", state.stopping().without());
    EpochTally tally = state.tally();
    put(put(root.putObject("tally"), "loss_sum", tally.lossSum()), "right", tally.right())
        .put("samples", tally.samples())
        .put("rebalancing_steps", tally.rebalancingSteps());
    state.best().ifPresent(best -> root.set("best", write(best)));
    root.set("at_epoch_start", write(state.atEpochStart()));
    state.afterFirstEpoch().ifPresent(at -> root.set("after_first_epoch", write(at)));
    return root;
  }

  /** Maps have another order in another process, and the same state shall give the same bytes. */
  private static Map<String, String> inOrder(Map<String, String> texts) {
    return new TreeMap<>(texts);
  }

  private static ObjectNode write(BestEpoch best) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    SplitScore score = best.validation();
    node.put("epoch", best.epoch()).put("samples", score.samples());
    put(put(node, "loss", score.loss()), "accuracy", score.accuracy());
    ObjectNode branches = node.putObject("branch_accuracy");
    score.branchAccuracy().forEach((m, accuracy) -> put(branches, m.name(), accuracy));
    return node;
  }

  static ObjectNode write(Elapsed elapsed) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(put(node, "total", elapsed.total()), "validation", elapsed.validation());
    return put(put(node, "waiting", elapsed.waiting()), "checkpoints", elapsed.checkpoints());
  }

  private static ObjectNode put(ObjectNode node, String key, double number) {
    return node.put(key, Double.toString(number));
  }

  /**
   * What {@link #write(TrainingState)} has written, of a run that begins with {@code start}.
   *
   * @throws IllegalArgumentException for what it has not written
   */
  static TrainingState read(JsonNode root, TrainingState start) {
    List<Modality> modalities = start.speeds().sums().modalities();
    JsonNode speeds = root.path("speeds");
    JsonNode rate = root.path("learning_rate");
    JsonNode stopping = root.path("stopping");
    JsonNode tally = root.path("tally");
    return new TrainingState(
        (int) whole(root, "epoch"),
        whole(root, "step"),
        start.strategy().resumed(texts(root.path("strategy"))),
        new Speeds(
            PerModality.of(
                modalities,
                m ->
                    new Sums(
                        number(speeds.path(m.name()), "main"),
                        number(speeds.path(m.name()), "bypass")))),
        new LearningRate(
            start.learningRate().spec(),
            number(rate, "value"),
            (int) whole(rate, "epochs_done"),
            number(rate, "lowest_loss"),
            (int) whole(rate, "epochs_without")),
        new Stopping(
            start.stopping().spec(),
            (int) whole(stopping, "perfect"),
            (int) whole(stopping, "without")),
        new EpochTally(
            number(tally, "loss_sum"),
            number(tally, "right"),
            whole(tally, "samples"),
            (int) whole(tally, "rebalancing_steps")),
        root.has("best") ? Optional.of(best(root.path("best"), modalities)) : Optional.empty(),
        elapsed(root.path("at_epoch_start")),
        root.has("after_first_epoch")
            ? Optional.of(elapsed(root.path("after_first_epoch")))
            : Optional.empty());
  }

  private static BestEpoch best(JsonNode node, List<Modality> modalities) {
    JsonNode branches = node.path("branch_accuracy");
    return new BestEpoch(
        (int) whole(node, "epoch"),
        new SplitScore(
            (int) whole(node, "samples"),
            number(node, "loss"),
            number(node, "accuracy"),
            PerModality.of(modalities, m -> number(branches, m.name()))));
  }

  static Elapsed elapsed(JsonNode node) {
    return new Elapsed(
        number(node, "total"),
        number(node, "validation"),
        number(node, "waiting"),
        number(node, "checkpoints"));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  static long whole(JsonNode node, String key) {
    if (!node.path(key).isIntegralNumber()) {
      throw new IllegalArgumentException("no whole number " + key + " in the training state");
    }
    return node.path(key).asLong();
  }

  private static double number(JsonNode node, String key) {
    if (!node.path(key).isTextual()) {
      throw new IllegalArgumentException("no number " + key + " in the training state");
    }
    return Double.parseDouble(node.path(key).asText());
  }
}
