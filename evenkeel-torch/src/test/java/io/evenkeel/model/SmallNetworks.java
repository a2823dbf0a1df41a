package io.evenkeel.model;

import io.evenkeel.data.SampleShape;
import io.evenkeel.modality.Modality;
import io.evenkeel.modality.PerModality;
import io.evenkeel.recipe.ModelSpec;
import io.evenkeel.recipe.ModelSpec.Fusion.Kind;
import io.evenkeel.run.Seed;
import io.evenkeel.torch.Precision;
import io.evenkeel.torch.Tensor;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Networks small enough to check by brute force, and random inputs for them. */
public final class SmallNetworks {
  public static final Modality GRAY = new Modality("gray");
  public static final Modality COLOR = new Modality("color");
  public static final PerModality<SampleShape> IMAGES =
      new PerModality<>(
          List.of(GRAY, COLOR), List.of(SampleShape.of(1, 12, 12), SampleShape.of(3, 12, 12)));

  private SmallNetworks() {}

  public static MultimodalNetwork pair(Precision precision, long seed) {
    return pair(precision, seed, Kind.MMTM);
  }

  public static MultimodalNetwork pair(Precision precision, long seed, Kind kind) {
    return MultimodalNetwork.create(
        ModelSpec.of(
            ModelSpec.Encoder.SMALL_CNN, new ModelSpec.Fusion(kind, List.of("conv3", "conv4"), 4)),
        IMAGES,
        5,
        new Seed(seed),
        new NetworkOptions(precision, List.of(4L, 4L, 6L, 6L)));
  }

  public static MultimodalNetwork vectors(int modalities, long seed) {
    return vectors(modalities, seed, Kind.MMTM);
  }

  public static MultimodalNetwork vectors(int modalities, long seed, Kind kind) {
    List<Modality> names =
        java.util.stream.IntStream.range(0, modalities)
            .mapToObj(i -> new Modality("m" + i))
            .toList();
    return MultimodalNetwork.create(
        ModelSpec.of(
            ModelSpec.Encoder.MLP, new ModelSpec.Fusion(kind, List.of("hidden1", "hidden2"), 4)),
        PerModality.of(names, m -> SampleShape.of(3 + names.indexOf(m))),
        4,
        new Seed(seed),
        new NetworkOptions(Precision.FLOAT32, List.of(8L)));
  }

  /** Standard normal inputs for a batch, in the scope that is open. */
  public static PerModality<Tensor> inputs(MultimodalNetwork network, int batch, long seed) {
    return network
        .shapes()
        .mapWithModality(
            (modality, shape) -> {
              UniformRandomProvider random = new Seed(seed).fold(modality.name()).random();
              float[] values = new float[batch * shape.values()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble() * 2 - 1);
              }
              for (int i = 0; i < batch; i++) {
                fit(values, i * shape.values(), shape);
              }
              long[] sizes = new long[shape.dims().size() + 1];
              sizes[0] = batch;
              for (int i = 1; i < sizes.length; i++) {
                sizes[i] = shape.dims().get(i - 1);
              }
              return Tensor.of(values, sizes).to(network.precision());
            });
  }

  /** Turns values in -1 … 1 into indices and masks where a sample has them. */
  private static void fit(float[] values, int start, SampleShape shape) {
    int last = shape.dims().get(shape.dims().size() - 1);
    int end = start + shape.values();
    int steps = 1 + (int) Math.abs(values[start] * last);
    if (shape.content() instanceof SampleShape.Content.Tokens tokens) {
      for (int k = 0; k < last; k++) {
        int index = 1 + (int) ((values[start + k] + 1) / 2 * (tokens.vocabulary() - 1));
        values[start + k] = k < steps ? index : 0;
      }
    } else if (shape.content() instanceof SampleShape.Content.Masked) {
      for (int k = 0; k < last; k++) {
        values[end - last + k] = k < steps ? 1 : 0;
      }
    } else if (shape.content() instanceof SampleShape.Content.Categories categories) {
      int columns = categories.sizes().size();
      for (int k = 0; k < columns; k++) {
        int at = end - columns + k;
        values[at] = (int) ((values[at] + 1) / 2 * categories.sizes().get(k));
      }
    }
  }
}
