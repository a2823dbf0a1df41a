package io.evenkeel.recipe;

import java.util.List;

/**
 * The network: one encoder a modality, fused at a few depths.
 *
 * @param encoder the uni-modal network φ_i
 * @param fusion where and how the branches exchange information
 */
public record ModelSpec(Encoder encoder, Fusion fusion) {

  /** The uni-modal networks. */
  public enum Encoder {
    /** Four convolutions conv1 … conv4 for small images, as used on Colored MNIST. */
    SMALL_CNN,
    /** Two hidden layers hidden1, hidden2 for vectors. */
    MLP
  }

  /**
   * Where and how the branches exchange information.
   *
   * @param after the stages of the encoder after which an MMTM stands, in order
   * @param ratio the reduction of the joint width: ⌊2·ΣC_i / ratio⌋
   */
  public record Fusion(List<String> after, int ratio) {
    /** Checks the range. */
    public Fusion {
      after = List.copyOf(after);
      Keys.atLeast("model.fusion.ratio", ratio, 1);
    }
  }

  /** The small CNN with an MMTM after its third and fourth convolution, ratio 4. */
  public static ModelSpec defaults() {
    return new ModelSpec(Encoder.SMALL_CNN, new Fusion(List.of("conv3", "conv4"), 4));
  }

  /** The multi-layer perceptron with an MMTM after each hidden layer, ratio 4. */
  public static ModelSpec mlp() {
    return new ModelSpec(Encoder.MLP, new Fusion(List.of("hidden1", "hidden2"), 4));
  }
}
