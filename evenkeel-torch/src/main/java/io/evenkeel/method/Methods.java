package io.evenkeel.method;

import io.evenkeel.data.Dataset;
import io.evenkeel.input.BadInputException;
import io.evenkeel.model.MethodTensors;
import io.evenkeel.model.MultimodalNetwork;
import io.evenkeel.model.PredictionRule;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.Recipe;
import io.evenkeel.recipe.StrategySpec;
import io.evenkeel.run.Seed;
import io.evenkeel.run.Task;
import java.util.Optional;
import java.util.function.Function;

/** The method that a recipe asks for. */
public final class Methods {
  private Methods() {}

  /**
   * What a method begins with.
   *
   * @param recipe with the settings
   * @param network what is trained
   * @param seed what the method's draws follow from
   */
  record Beginning(Recipe recipe, MultimodalNetwork network, Seed seed) {}

  /**
   * What is known of a method before it begins.
   *
   * @param support what it can be combined with; empty for strategies, which go with everything
   * @param begin makes it
   * @param tensors what it keeps in the network's memory
   */
  private record Kind(
      Optional<Support> support, Function<Beginning, Method> begin, MethodTensors tensors) {

    static Kind strategy() {
      return new Kind(Optional.empty(), b -> new SummedLosses(), MethodTensors.none());
    }

    static Kind of(Support support, Function<Beginning, Method> begin) {
      return new Kind(Optional.of(support), begin, MethodTensors.none());
    }
  }

  private static Kind kind(StrategySpec spec) {
    return switch (spec.name()) {
      case VANILLA, GUIDED, RANDOM -> Kind.strategy();
      case JOINT -> Kind.of(Joint.support(), b -> new Joint());
      case UNIMODAL_LOSSES -> Kind.of(UnimodalLosses.support(), b -> new UnimodalLosses());
      case LATE_ENSEMBLE ->
          Kind.of(
              Support.ofEverything().lateFusionOnly("branches of an ensemble exchange nothing"),
              b -> new SummedLosses());
      case MODALITY_DROPOUT ->
          Kind.of(
              ModalityDropout.support(),
              b ->
                  new ModalityDropout(spec.modalityDropout().probability(), b.network(), b.seed()));
      case OGM -> Kind.of(Ogm.support(), b -> new Ogm(spec.ogm(), b.network(), Optional.empty()));
      case OGM_GE ->
          Kind.of(Ogm.support(), b -> new Ogm(spec.ogm(), b.network(), Optional.of(b.seed())));
      case AGM -> Kind.of(Agm.support(), b -> new Agm(spec.agm(), b.network()));
      case MMPARETO ->
          Kind.of(MmPareto.support(), b -> new MmPareto(spec.mmpareto().gamma(), b.network()));
      case MSLR -> Kind.of(Mslr.support(), b -> new Mslr(spec.mslr(), b.network().modalities()));
      case GBLEND_OFFLINE -> Kind.of(GBlend.support(), b -> gblend(b, GBlend.Mode.OFFLINE));
      case GBLEND_ONLINE -> Kind.of(GBlend.support(), b -> gblend(b, GBlend.Mode.ONLINE));
      case PMR ->
          new Kind(
              Optional.of(Pmr.support()),
              b -> new Pmr(spec.pmr(), b.network(), b.seed()),
              Pmr.tensors());
      case MLA ->
          new Kind(
              Optional.of(Mla.support()), b -> Mla.begin(spec.mla(), b.network()), Mla.tensors());
      case UMT ->
          Kind.of(Umt.support(), b -> Umt.open(spec.umt(), b.recipe().model(), b.network()));
      case RUBI ->
          new Kind(
              Optional.of(Rubi.support()),
              b -> Rubi.of(spec.rubi(), b.network()),
              Rubi.tensors(spec.rubi()));
      case MILES ->
          Kind.of(Miles.support(), b -> new Miles(spec.miles(), b.network().modalities()));
    };
  }

  private static Method gblend(Beginning b, GBlend.Mode mode) {
    return new GBlend(
        b.recipe().strategy().gblend(),
        new GBlend.Timing(mode, b.recipe().epochs()),
        b.network().modalities(),
        b.seed());
  }

  /** What the method of a recipe keeps in the memory of the network that it trains. */
  public static MethodTensors tensors(Recipe recipe) {
    return kind(recipe.strategy()).tensors();
  }

  /** How the branches of a network that the method of a recipe has trained predict together. */
  public static PredictionRule prediction(Recipe recipe) {
    return recipe.strategy().name() == StrategySpec.Name.MLA
        ? PredictionRule.BY_CERTAINTY
        : PredictionRule.MEAN;
  }

  /**
   * Refuses a recipe whose method is not defined for its network, its batches or these data.
   *
   * @param modalities how many the data have
   * @throws io.evenkeel.input.BadInputException that says what the method needs, and why
   */
  public static void require(Recipe recipe, Task task, int modalities) {
    requireSettings(recipe, task, modalities);
    kind(recipe.strategy())
        .support()
        .ifPresent(support -> support.require(recipe, task, modalities));
  }

  /**
   * The same, for these training samples.
   *
   * @throws io.evenkeel.input.BadInputException that says what the method needs, and why
   */
  public static void require(Recipe recipe, Dataset train) {
    requireSettings(recipe, train.task(), train.shapes().size());
    kind(recipe.strategy()).support().ifPresent(support -> support.require(recipe, train));
  }

  /** What depends on a method's own settings, and that strategies have something to cut. */
  private static void requireSettings(Recipe recipe, Task task, int modalities) {
    switch (recipe.strategy().name()) {
      case GUIDED, RANDOM -> requireMessages(recipe, modalities);
      case MSLR -> Mslr.require(recipe.strategy().mslr(), task, modalities);
      default -> {}
    }
  }

  /** Of one modality alone nothing is asked. */
  private static void requireMessages(Recipe recipe, int modalities) {
    if (modalities > 1 && recipe.model().fusion().kind() == ModelSpec.Fusion.Kind.NONE) {
      throw new BadInputException(
          "strategy.name",
          recipe.strategy().name().key() + " with model.fusion.kind none",
          "another fusion, for a re-balancing step cuts what it tells a branch");
    }
  }

  /**
   * The method before the first step of a run; close it when the run ends.
   *
   * @param network made with {@link #tensors}
   */
  public static Method begin(Recipe recipe, MultimodalNetwork network) {
    Seed seed = new Seed(recipe.seed()).fold("method");
    return kind(recipe.strategy()).begin().apply(new Beginning(recipe, network, seed));
  }
}
