package io.evenkeel.recipe;

import io.evenkeel.input.BadInputException;
import java.util.List;
import java.util.Locale;
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
 * @param frozenNorms whether batch norms normalise by their running statistics in training, too,
 *     which then stay as they begin; scale and shift are trained. For tuning pretrained encoders
 *     with few samples at a time
 * @param fusion where and how the branches exchange information
 */
public record ModelSpec(
    Encoder encoder,
    OptionalInt width,
    Optional<String> pretrained,
    PretrainedChannels pretrainedChannels,
    boolean frozenNorms,
    Fusion fusion) {

  /** The uni-modal networks. */
  public enum Encoder {
    /** Four convolutions conv1 … conv4 for small images, as used on Colored MNIST; width 32. */
    SMALL_CNN,
    /** Two hidden layers hidden1, hidden2 for vectors; width 64. */
    MLP,
    /** The residual network of 18 layers, stages conv1, layer1 … layer4, for images; width 64. */
    RESNET18,
    /**
     * A residual network of 18 layers of 3-D convolutions, stages stem, layer1 … layer4, for video
     * clips; width 64.
     */
    R3D18,
    /**
     * Inception-v1 inflated to 3-D convolutions (I3D, Carreira & Zisserman, CVPR 2017), stages
     * Conv3d_1a_7x7 … Mixed_5c, avg_pool, for video clips; width 64.
     */
    I3D;

    /** As recipes write it: small-cnn. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The stages after which a fusion module stands where a recipe names none. */
    public List<String> fusedAfter() {
      return switch (this) {
        case SMALL_CNN -> List.of("conv3", "conv4");
        case MLP -> List.of("hidden1", "hidden2");
        case RESNET18, R3D18 -> List.of("layer2", "layer3", "layer4");
        case I3D -> List.of("Mixed_4f", "Mixed_5b", "Mixed_5c");
      };
    }

    /** Whether others have trained weights for it that a network can begin with. */
    public boolean isPublished() {
      return this == RESNET18 || this == R3D18 || this == I3D;
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

  /** Checks the range. */
  public ModelSpec {
    width.ifPresent(w -> Keys.between("model.width", w, 1, 4096));
    if (pretrained.isPresent() && !encoder.isPublished()) {
      throw new BadInputException(
          "model.pretrained",
          pretrained.get() + " for encoder " + encoder.key(),
          "encoder resnet18, r3d18 or i3d, of which there are such weights");
    }
  }

  /** An encoder of its own width, its weights drawn. */
  public static ModelSpec of(Encoder encoder, Fusion fusion) {
    return new ModelSpec(
        encoder, OptionalInt.empty(), Optional.empty(), PretrainedChannels.SAME, false, fusion);
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
        encoder, OptionalInt.of(newWidth), pretrained, pretrainedChannels, frozenNorms, fusion);
  }

  /** This network, fused otherwise. */
  public ModelSpec withFusion(Fusion newFusion) {
    return new ModelSpec(encoder, width, pretrained, pretrainedChannels, frozenNorms, newFusion);
  }

  /** This network with batch norms that normalise by their running statistics in training, too. */
  public ModelSpec withFrozenNorms() {
    return new ModelSpec(encoder, width, pretrained, pretrainedChannels, true, fusion);
  }
}
