package io.evenkeel.advise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The size of every part of a piece of advice.
 *
 * @param samples training samples of every run
 * @param epochs epochs of the runs that conclusions rest on
 * @param seeds how many seeds these are trained with
 * @param remedies the labels of the remedies that are tried
 */
record Plan(int samples, int epochs, int seeds, List<String> remedies) {
  /** How many remedies are trained with every seed. */
  static final int FINALISTS = 2;

  private static final int MOST_EPOCHS = 8;
  private static final int FEWEST_EPOCHS = 4;
  private static final int FEWEST_SEEDS = 2;

  /** Below this, what a run learns says little about the recipe. */
  private static final int FEWEST_SAMPLES = 200;

  /** How much longer a step of a remedy takes than a plain one, on average. */
  private static final double REMEDY_FACTOR = 1.5;

  /** What two runs side by side get of two processors; and what is kept for what goes wrong. */
  private static final double USABLE = 0.75;

  /** Copies the list. */
  Plan {
    remedies = List.copyOf(remedies);
  }

  /**
   * What is asked for.
   *
   * @param samples how many training samples there are
   * @param epochs how many the recipe has
   * @param seeds how many seeds at most
   * @param remedies the labels of all remedies that may be tried
   */
  record Wish(int samples, int epochs, int seeds, List<String> remedies) {}

  Halving halving() {
    return new Halving(remedies.size(), FINALISTS, epochs);
  }

  /** Seconds of one job that all runs take. */
  double work(RunCost cost) {
    return look(cost) + remedies(cost);
  }

  /** Those of plain training; the runs of single modalities together take about as much. */
  double look(RunCost cost) {
    return 2 * seeds * cost.seconds(samples, epochs);
  }

  private double remedies(RunCost cost) {
    double whole = cost.seconds(samples, epochs);
    double rungs =
        halving().rungs().stream()
            .mapToDouble(rung -> rung.candidates() * cost.seconds(samples, rung.epochs()))
            .sum();
    double finals = Math.min(FINALISTS, remedies.size()) * (seeds - 1) * whole;
    return REMEDY_FACTOR * (rungs + finals);
  }

  /**
   * This plan with as many of its remedies as there is room for once it is known what plain
   * training takes; with the finalists' number of them at least.
   *
   * @param seconds what is left of the budget
   */
  Plan cutTo(double seconds, RunCost cost, int jobs) {
    Plan cut = this;
    while (cut.remedies.size() > FINALISTS && cut.remedies(cost) > seconds * USABLE * jobs) {
      cut = new Plan(samples, epochs, seeds, cut.remedies.subList(0, cut.remedies.size() - 1));
    }
    return cut;
  }

  /**
   * The largest plan that a budget has room for: of fewer samples first, then of fewer epochs,
   * seeds and remedies.
   *
   * @param jobs how many runs go side by side
   * @throws BadInputException if the budget has room for none
   */
  static Plan within(Budget budget, RunCost cost, Wish wish, int jobs) {
    double room = budget.seconds() * USABLE * jobs;
    List<Plan> shapes = shapes(wish);
    for (Plan shape : shapes) {
      if (shape.work(cost) <= room) {
        return shape.grown(wish, p -> p.work(cost) <= room);
      }
    }
    double least = shapes.get(shapes.size() - 1).work(cost) / USABLE / jobs;
    throw new BadInputException(
        "--budget", budget.toString(), "at least " + Budget.words(Math.ceil(least / 10) * 10));
  }

  /** Plans of the fewest samples, each smaller than the one before it. */
  private static List<Plan> shapes(Wish wish) {
    int samples = Math.min(FEWEST_SAMPLES, wish.samples());
    int most = Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, wish.epochs()));
    int fewSeeds = Math.min(FEWEST_SEEDS, wish.seeds());
    List<String> few = wish.remedies().subList(0, Math.min(4, wish.remedies().size()));
    List<Plan> shapes = new ArrayList<>();
    for (int epochs = most; epochs >= FEWEST_EPOCHS; epochs--) {
      shapes.add(new Plan(samples, epochs, wish.seeds(), wish.remedies()));
    }
    shapes.add(new Plan(samples, FEWEST_EPOCHS, fewSeeds, wish.remedies()));
    shapes.add(new Plan(samples, FEWEST_EPOCHS, fewSeeds, few));
    return shapes;
  }

  /** This plan with as many samples as there is room for; and where all have, as many epochs. */
  private Plan grown(Wish wish, Predicate<Plan> hasRoom) {
    Plan wide =
        largest(samples, wish.samples(), n -> new Plan(n, epochs, seeds, remedies), hasRoom);
    return wide.samples < wish.samples()
        ? wide
        : largest(
            epochs,
            Math.max(epochs, wish.epochs()),
            n -> new Plan(wide.samples, n, seeds, remedies),
            hasRoom);
  }

  /** The plan of the largest number, from one that has room on, that has room. */
  private static Plan largest(int from, int to, IntFunction<Plan> plans, Predicate<Plan> hasRoom) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      if (hasRoom.test(plans.apply(middle))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return plans.apply(low);
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("train_samples", samples).put("epochs", epochs).put("seeds", seeds);
    remedies.forEach(node.putArray("remedies")::add);
    return node;
  }

  static Plan read(JsonNode node) {
    List<String> remedies = new ArrayList<>();
    node.path("remedies").forEach(label -> remedies.add(label.asText()));
    return new Plan(
        node.path("train_samples").asInt(),
        node.path("epochs").asInt(),
        node.path("seeds").asInt(),
        remedies);
  }
}
