package io.evenkeel.recipe;

import io.evenkeel.modality.Modality;
import io.evenkeel.run.Seed;
import io.evenkeel.strategy.Guided;
import io.evenkeel.strategy.RandomRebalancing;
import io.evenkeel.strategy.Strategy;
import io.evenkeel.strategy.Vanilla;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Which training strategy or method. The settings of a method stand in a group of its name, and
 * those of others are ignored.
 *
 * @param name a strategy of the paper, or a method that it is compared with
 * @param alpha guided: imbalance tolerance α ≥ 0
 * @param window guided: re-balancing window Q ≥ 1, in steps
 * @param startEpoch guided and random: the first epoch, counted from 1, that may re-balance
 * @param modalityDropout of modality-dropout
 * @param ogm of ogm and ogm-ge
 * @param agm of agm
 * @param mmpareto of mmpareto
 * @param mslr of mslr
 * @param gblend of gblend-offline and gblend-online
 * @param pmr of pmr
 * @param mla of mla
 * @param umt of umt
 * @param rubi of rubi
 * @param miles of miles
 */
public record StrategySpec(
    Name name,
    double alpha,
    int window,
    int startEpoch,
    ModalityDropoutSpec modalityDropout,
    OgmSpec ogm,
    AgmSpec agm,
    MmparetoSpec mmpareto,
    MslrSpec mslr,
    GBlendSpec gblend,
    PmrSpec pmr,
    MlaSpec mla,
    UmtSpec umt,
    RubiSpec rubi,
    MilesSpec miles) {

  /** The strategies and methods that there are. */
  public enum Name {
    /** L = Σ_i CE(ŷ_i, y), regular steps only. */
    VANILLA,
    /** Balanced multi-modal learning (Wu et al., ICML 2022). */
    GUIDED,
    /** Its ablation: re-balancing steps drawn at random. */
    RANDOM,
    /** CE(Σ_i ŷ_i, y). */
    JOINT,
    /** CE(Σ_i ŷ_i, y) + Σ_i CE(ŷ_i, y). */
    UNIMODAL_LOSSES,
    /** Branches that exchange nothing, each trained alone. */
    LATE_ENSEMBLE,
    /** Modalities of samples left out at random. */
    MODALITY_DROPOUT,
    /** On-the-fly gradient modulation (Peng et al., CVPR 2022). */
    OGM,
    /** The same with generalization enhancement. */
    OGM_GE,
    /** Adaptive gradient modulation (Li et al., ICCV 2023). */
    AGM,
    /** Pareto integration of uni- and multi-modal gradients (Wei & Hu, ICML 2024). */
    MMPARETO,
    /** Modality-specific learning rates (Yao & Mihalcea, 2022). */
    MSLR,
    /** Gradient-Blending with weights estimated once (Wang et al., CVPR 2020). */
    GBLEND_OFFLINE,
    /** Gradient-Blending with weights estimated in every super-epoch. */
    GBLEND_ONLINE,
    /** Prototypical modal rebalance (Fan et al., CVPR 2023). */
    PMR,
    /** Alternating uni-modal adaptation (Zhang et al., CVPR 2024). */
    MLA,
    /** Uni-modal teachers (Du et al., ICML 2023). */
    UMT,
    /** Reducing uni-modal biases (Cadène et al., NeurIPS 2019). */
    RUBI,
    /** Modality-informed learning rates (Guerra-Manzanares &amp; Shamout, IJCNN 2025). */
    MILES;

    /** As recipes write it: unimodal-losses. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Checks the ranges. */
  public StrategySpec {
    Keys.notNegative("strategy.alpha", alpha);
    Keys.atLeast("strategy.window", window, 1);
    Keys.atLeast("strategy.start_epoch", startEpoch, 1);
  }

  /** With the settings of methods that they have by default. */
  public StrategySpec(Name name, double alpha, int window, int startEpoch) {
    this(
        name,
        alpha,
        window,
        startEpoch,
        ModalityDropoutSpec.defaults(),
        OgmSpec.defaults(),
        AgmSpec.defaults(),
        MmparetoSpec.defaults(),
        MslrSpec.defaults(),
        GBlendSpec.defaults(),
        PmrSpec.defaults(),
        MlaSpec.defaults(),
        UmtSpec.defaults(),
        RubiSpec.defaults(),
        MilesSpec.defaults());
  }

  /** Guided with the settings of the authors' ModelNet40 code. */
  public static StrategySpec defaults() {
    return new StrategySpec(Name.GUIDED, 0.01, 5, 2);
  }

  /** These settings for another strategy or method. */
  public StrategySpec withName(Name newName) {
    return with(draft -> draft.name = newName);
  }

  /** The same with other settings of modality dropout. */
  public StrategySpec with(ModalityDropoutSpec settings) {
    return with(draft -> draft.modalityDropout = settings);
  }

  /** The same with other settings of OGM. */
  public StrategySpec with(OgmSpec settings) {
    return with(draft -> draft.ogm = settings);
  }

  /** The same with other settings of AGM. */
  public StrategySpec with(AgmSpec settings) {
    return with(draft -> draft.agm = settings);
  }

  /** The same with other settings of MMPareto. */
  public StrategySpec with(MmparetoSpec settings) {
    return with(draft -> draft.mmpareto = settings);
  }

  /** The same with other settings of MSLR. */
  public StrategySpec with(MslrSpec settings) {
    return with(draft -> draft.mslr = settings);
  }

  /** The same with other settings of Gradient-Blending. */
  public StrategySpec with(GBlendSpec settings) {
    return with(draft -> draft.gblend = settings);
  }

  /** The same with other settings of PMR. */
  public StrategySpec with(PmrSpec settings) {
    return with(draft -> draft.pmr = settings);
  }

  /** The same with other settings of MLA. */
  public StrategySpec with(MlaSpec settings) {
    return with(draft -> draft.mla = settings);
  }

  /** The same with other settings of UMT. */
  public StrategySpec with(UmtSpec settings) {
    return with(draft -> draft.umt = settings);
  }

  /** The same with other settings of RUBi. */
  public StrategySpec with(RubiSpec settings) {
    return with(draft -> draft.rubi = settings);
  }

  /** The same with other settings of MILES. */
  public StrategySpec with(MilesSpec settings) {
    return with(draft -> draft.miles = settings);
  }

  private StrategySpec with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.spec();
  }

  /** The components that a copy may change, by name, and the settings that the others come from. */
  private static final class Draft {
    private final StrategySpec original;
    private Name name;
    private ModalityDropoutSpec modalityDropout;
    private OgmSpec ogm;
    private AgmSpec agm;
    private MmparetoSpec mmpareto;
    private MslrSpec mslr;
    private GBlendSpec gblend;
    private PmrSpec pmr;
    private MlaSpec mla;
    private UmtSpec umt;
    private RubiSpec rubi;
    private MilesSpec miles;

    Draft(StrategySpec original) {
      this.original = original;
      name = original.name;
      modalityDropout = original.modalityDropout;
      ogm = original.ogm;
      agm = original.agm;
      mmpareto = original.mmpareto;
      mslr = original.mslr;
      gblend = original.gblend;
      pmr = original.pmr;
      mla = original.mla;
      umt = original.umt;
      rubi = original.rubi;
      miles = original.miles;
    }

    StrategySpec spec() {
      return new StrategySpec(
          name,
          original.alpha,
          original.window,
          original.startEpoch,
          modalityDropout,
          ogm,
          agm,
          mmpareto,
          mslr,
          gblend,
          pmr,
          mla,
          umt,
          rubi,
          miles);
    }
  }

  /**
   * The strategy before the first step of a run; vanilla for a single modality, which has nobody to
   * balance with, and for methods, which change the loss and the gradient instead.
   */
  public Strategy start(List<Modality> modalities, Seed seed) {
    if (modalities.size() == 1) {
      return new Vanilla();
    }
    return switch (name) {
      case GUIDED -> Guided.start(new Guided.Settings(alpha, window, startEpoch));
      case RANDOM -> new RandomRebalancing(modalities, startEpoch, seed);
      default -> new Vanilla();
    };
  }
}
