package io.evenkeel.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The network: one encoder a modality, fused at a few depths.
 *
 * @param encoder the uni-modal network φ_i
 * @param width the channels of the encoder's first stage (features of a hidden layer of an MLP),
 *     from which those of the others follow; absent takes the encoder's own
 * @param pretrained a file of weights that every encoder begins with; absent draws them
 * @param pretrainedChannels what is done where a modality has not as many channels as those weights
 *     were trained on
 * @param script the TorchScript file of encoder script; absent for every other
 * @param frozenNorms whether batch norms normalise by their running statistics in training, too,
 *     which then stay as they begin; scale and shift are trained. For tuning pretrained encoders
 *     with few samples at a time
 * @param fusion where and how the branches exchange information
 * @param encoders for a modality by its name what is said of its encoder alone
 */
public record ModelSpec(
    Encoder encoder,
    OptionalInt width,
    Optional<String> pretrained,
    PretrainedChannels pretrainedChannels,
    Optional<String> script,
    boolean frozenNorms,
    Fusion fusion,
    Map<String, EncoderOverride> encoders) {

  /** The uni-modal networks. */
  public enum Encoder {
    /** Four convolutions conv1 … conv4 for small images, as used on Colored MNIST; width 32. */
    SMALL_CNN,
    /** Two hidden layers hidden1, hidden2 for vectors, categories embedded; width 64. */
    MLP,
    /** The residual network of 18 layers, stages conv1, layer1 … layer4, for images; width 64. */
    RESNET18,
    /** The same of 34 layers. */
    RESNET34,
    /** The residual network of 50 layers in bottlenecks, with the same stages; width 64. */
    RESNET50,
    /**
     * A residual network of 18 layers of 3-D convolutions, stages stem, layer1 … layer4, for video
     * clips; width 64.
     */
    R3D18,
    /**
     * Inception-v1 inflated to 3-D convolutions (I3D, Carreira & Zisserman, CVPR 2017), stages
     * Conv3d_1a_7x7 … Mixed_5c, avg_pool, for video clips; width 64.
     */
    I3D,
    /** Dilated residual convolutions block1 … block4 for sequences and texts; width 64. */
    TCN,
    /** Two Transformer layers layer1, layer2 for sequences and texts; width 64. */
    TRANSFORMER,
    /** Two recurrent layers layer1, layer2 (GRU) for sequences and texts; width 64. */
    GRU,
    /** A TorchScript module of the user's whose children {@code stages} are the stages. */
    SCRIPT;

    /** As recipes write it: small-cnn. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The stages after which a fusion module stands where a recipe names none; none of a script.
     */
    public List<String> fusedAfter() {
      return switch (this) {
        case SMALL_CNN -> List.of("conv3", "conv4");
        case MLP -> List.of("hidden1", "hidden2");
        case RESNET18, RESNET34, RESNET50, R3D18 -> List.of("layer2", "layer3", "layer4");
        case I3D -> List.of("Mixed_4f", "Mixed_5b", "Mixed_5c");
        case TCN -> List.of("block3", "block4");
        case TRANSFORMER, GRU -> List.of("layer1", "layer2");
        case SCRIPT -> List.of();
      };
    }

    /** Whether others have trained weights for it that a network can begin with. */
    public boolean isPublished() {
      return switch (this) {
        case RESNET18, RESNET34, RESNET50, R3D18, I3D -> true;
        case SMALL_CNN, MLP, TCN, TRANSFORMER, GRU, SCRIPT -> false;
      };
    }
  }

  /** What is done with a first convolution for another number of input channels. */
  public enum PretrainedChannels {
    /** It is refused. */
    SAME,
    /**
     * Every input channel gets the mean of the kernels over the input channels (Wang et al., ECCV
     * 2016): of RGB for one channel of depth.
     */
    AVERAGE
  }

  /**
   * Where and how the branches exchange information.
   *
   * @param kind how
   * @param after the stages of the encoder after which a fusion module stands, in order; ignored by
   *     kinds that stand before the heads
   * @param ratio the reduction of the joint width: ⌊2·ΣC_i / ratio⌋; ignored likewise
   */
  public record Fusion(Kind kind, List<String> after, int ratio) {
    /** Checks the range. */
    public Fusion {
      after = List.copyOf(after);
      Keys.atLeast("model.fusion.ratio", ratio, 1);
    }

    /** How branches exchange information. */
    public enum Kind {
      /** Multi-modal transfer modules: gates for channels (Joze et al., CVPR 2020). */
      MMTM,
      /**
       * Feature-wise linear modulation: scales and shifts for channels (Perez et al., AAAI 2018).
       */
      FILM,
      /** A linear head for each branch on the last features of all. */
      CONCAT,
      /** The last features of the others, projected, added to those of each branch. */
      SUM,
      /** The same weighed by a gate (after Arevalo et al., 2017). */
      GATED,
      /** Not at all: the branches only meet in the mean of their logits (late fusion). */
      NONE;

      /**
       * Whether it stands once, before the heads, so that neither {@code after} nor {@code ratio}
       * applies.
       */
      public boolean beforeHeads() {
        return this == CONCAT || this == SUM || this == GATED;
      }
    }

    /** Multi-modal transfer modules after these stages. */
    public static Fusion mmtm(List<String> after, int ratio) {
      return new Fusion(Kind.MMTM, after, ratio);
    }

    /** This fusion, of another kind. */
    public Fusion withKind(Kind newKind) {
      return new Fusion(newKind, after, ratio);
    }
  }

  /** Checks what is said of every encoder and of those of single modalities. */
  public ModelSpec {
    encoders = Collections.unmodifiableMap(new LinkedHashMap<>(encoders));
    EncoderSpec all =
        new EncoderSpec(encoder, width, fusion.after(), pretrained, pretrainedChannels, script);
    all.require("model.");
    encoders.forEach((modality, own) -> own.over(all).require(group(modality)));
  }

  private static String group(String modality) {
    return "model.encoders." + modality + ".";
  }

  /** What the encoder of a modality is made of: what is said of it alone, over what all follow. */
  public EncoderSpec encoder(String modality) {
    EncoderSpec all =
        new EncoderSpec(encoder, width, fusion.after(), pretrained, pretrainedChannels, script);
    EncoderOverride own = encoders.get(modality);
    return own == null ? all : own.over(all);
  }

  /** The recipe key that says after which stages of a modality's encoder fusion modules stand. */
  public String keyOfAfter(String modality) {
    EncoderOverride own = encoders.get(modality);
    boolean itsOwn = own != null && (own.after().isPresent() || own.encoder().isPresent());
    return itsOwn ? group(modality) + "after" : "model.fusion.after";
  }

  /** The recipe key that says what the encoder of a modality is. */
  public String keyOfEncoder(String modality) {
    EncoderOverride own = encoders.get(modality);
    boolean itsOwn = own != null && own.encoder().isPresent();
    return itsOwn ? group(modality) + "encoder" : "model.encoder";
  }

  /** Refuses what is said of a modality that is not among these. */
  void requireModalities(List<String> modalities) {
    for (String named : encoders.keySet()) {
      Keys.require(
          modalities.contains(named),
          "model.encoders." + named,
          "no modality of the run",
          "one of data.modalities, " + modalities);
    }
  }

  /** This network without what is said of modalities other than these. */
  public ModelSpec only(List<String> modalities) {
    Map<String, EncoderOverride> kept = new LinkedHashMap<>(encoders);
    kept.keySet().retainAll(modalities);
    return withEncoders(kept);
  }

  /** An encoder of its own width, its weights drawn. */
  public static ModelSpec of(Encoder encoder, Fusion fusion) {
    return new ModelSpec(
        encoder,
        OptionalInt.empty(),
        Optional.empty(),
        PretrainedChannels.SAME,
        Optional.empty(),
        false,
        fusion,
        Map.of());
  }

  private static ModelSpec usual(Encoder encoder) {
    return of(encoder, Fusion.mmtm(encoder.fusedAfter(), 4));
  }

  /** The small CNN with an MMTM after its third and fourth convolution, ratio 4. */
  public static ModelSpec defaults() {
    return usual(Encoder.SMALL_CNN);
  }

  /** The multi-layer perceptron with an MMTM after each hidden layer, ratio 4. */
  public static ModelSpec mlp() {
    return usual(Encoder.MLP);
  }

  /** The paper's: ResNet-18 with an MMTM after its second, third and fourth layer, ratio 4. */
  public static ModelSpec resnet18() {
    return usual(Encoder.RESNET18);
  }

  /** R3D-18 with an MMTM after its second, third and fourth layer, ratio 4. */
  public static ModelSpec r3d18() {
    return usual(Encoder.R3D18);
  }

  /** I3D with an MMTM after its last three Inception modules, ratio 4. */
  public static ModelSpec i3d() {
    return usual(Encoder.I3D);
  }

  /** This network with encoders of another width. */
  public ModelSpec withWidth(int newWidth) {
    return new ModelSpec(
        encoder,
        OptionalInt.of(newWidth),
        pretrained,
        pretrainedChannels,
        script,
        frozenNorms,
        fusion,
        encoders);
  }

  /** This network, fused otherwise. */
  public ModelSpec withFusion(Fusion newFusion) {
    return new ModelSpec(
        encoder, width, pretrained, pretrainedChannels, script, frozenNorms, newFusion, encoders);
  }

  /** This network with batch norms that normalise by their running statistics in training, too. */
  public ModelSpec withFrozenNorms() {
    return new ModelSpec(
        encoder, width, pretrained, pretrainedChannels, script, true, fusion, encoders);
  }

  /** This network with other things said of the encoders of single modalities. */
  public ModelSpec withEncoders(Map<String, EncoderOverride> newEncoders) {
    return new ModelSpec(
        encoder, width, pretrained, pretrainedChannels, script, frozenNorms, fusion, newEncoders);
  }
}
