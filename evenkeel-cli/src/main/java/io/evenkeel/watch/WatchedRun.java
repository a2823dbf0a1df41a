package io.evenkeel.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.input.BadInputException;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.report.LiveRun;
import io.evenkeel.runs.Provenance;
import io.evenkeel.runs.RecipeFile;
import io.evenkeel.runs.RunFiles;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** One run as the page is told of it. */
final class WatchedRun {
  private final String name;
  private final String title;
  private final RunFiles files;
  private final LiveRun live;

  WatchedRun(String name, String title, RunFiles files) {
    this.name = name;
    this.title = title;
    this.files = files;
    live = new LiveRun(files.folder());
  }

  /** What a list of runs shows: state, position and the numbers of the last epoch. */
  synchronized ObjectNode line() {
    live.lookAtEpochs();
    return position(recipe());
  }

  /** Everything: what a line has, and the charts. */
  synchronized ObjectNode page() {
    live.look();
    Optional<Recipe> recipe = recipe();
    ObjectNode page = position(recipe);
    page.put("folder", files.folder().toString());
    page.put("failure", files.recorded(Provenance.FAILED).orElse(""));
    page.put("unreadable_rows", live.unreadableRows());
    ArrayNode present = page.putArray("files");
    WatchedFolder.FILES.stream()
        .filter(file -> Files.isRegularFile(files.folder().resolve(file)))
        .forEach(present::add);
    page.put("figures", live.figures(tolerance(recipe)));
    return page;
  }

  private ObjectNode position(Optional<Recipe> recipe) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("run", name);
    node.put("name", title);
    node.put("state", RunState.of(files).name().toLowerCase(Locale.ROOT));
    node.put("epoch", live.epoch());
    node.put("epochs", recipe.map(Recipe::epochs).orElse(0));
    node.put("step", live.step());
    node.put("steps_per_epoch", live.stepsPerEpoch().orElse(0));
    node.put("strategy", recipe.map(r -> r.strategy().name().key()).orElse(""));
    ArrayNode facts = node.putArray("facts");
    live.facts()
        .forEach(fact -> facts.addObject().put("name", fact.name()).put("value", fact.value()));
    return node;
  }

  /** The run's recipe; empty while it is not there or cannot be read. */
  private Optional<Recipe> recipe() {
    try {
      return Files.isRegularFile(files.recipe())
          ? Optional.of(RecipeFile.read(files.recipe(), List.of()))
          : Optional.empty();
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  private static OptionalDouble tolerance(Optional<Recipe> recipe) {
    return recipe
        .map(Recipe::strategy)
        .filter(strategy -> strategy.name() == StrategySpec.Name.GUIDED)
        .map(strategy -> OptionalDouble.of(strategy.alpha()))
        .orElse(OptionalDouble.empty());
  }
}
